// types: the page types that each book shows, so that none is lost without notice.
const views = ["contents", "findings", "people", "roadmap", "vision"];
const wanted = {
	"example": ["home", "page", "goal", "initiative", "story", "problem", "character", "project", "dependencies", ...views],
	"wg-async": ["home", "page", "goal", "initiative", "story", "problem", "character", "project", "dependencies", "changes", ...views],
	"goals": ["home", "page", "goal", "changes", ...views],
};

async function everyType({ book }) {
	const types = new Set(book.pages.map((page) => page.type));
	return wanted[book.name].filter((type) => !types.has(type)).map((type) => `no page of type "${type}"`);
}

export default [{ name: "types", book: everyType }];
