// search: asked by keyboard, over HTTP and in a folder without a server; nothing is loaded for it before.
import { narrow } from "../browser.mjs";
import { needFeature } from "../expected.mjs";

const button = (page) => page.getByRole("banner").getByRole("button", { name: /^Search/ });
const box = (page) => page.getByRole("combobox", { name: "Search this book" });
const results = (page) => page.getByRole("listbox", { name: "Results" }).getByRole("option");
const indexRequests = (page) => page.noted.requests.filter(({ url }) => url.includes("search-index.js"));

// A page of the book with a long word in its title, and that word with two letters exchanged.
function choose({ book }) {
	for (const page of book.pages) {
		const title = page.html.match(/<title>([^<&]*?)( – |<)/)?.[1] ?? "";
		const word = title.match(/[A-Za-z]{7,}/)?.[0];
		if (page.type === "page" && word)
			return { title: title.trim(), word, typo: word.slice(0, 3) + word[4] + word[3] + word.slice(5) };
	}
	return { title: book.pages[0].name, word: "roadmap", typo: "raodmap" };
}

const ask = (scheme, viewport) => async (reader) => reader.visit("index.html", { scheme, viewport }, async (page) => {
	needFeature("search", await button(page).count());
	const wrong = [], { word, typo } = choose(reader);
	if (indexRequests(page).length > 0)
		wrong.push("the index is loaded before anybody searches");
	await page.keyboard.press("/");
	await box(page).pressSequentially(word);
	await results(page).first().waitFor();
	const found = await results(page).allInnerTexts();
	if (!found.some((text) => text.toLowerCase().includes(word.toLowerCase())))
		wrong.push(`"${word}" finds ${found.slice(0, 5).join(", ")}`);
	const said = await page.getByRole("dialog").getByRole("status").textContent();
	if (!/\d+ result/.test(said))
		wrong.push(`nothing says how many results there are: "${said}"`);
	await box(page).fill(typo);
	if (await results(page).count() === 0)
		wrong.push(`"${typo}" finds nothing`);
	await page.keyboard.press("ArrowDown");
	const id = await box(page).getAttribute("aria-activedescendant");
	const chosen = page.locator(`[id="${id}"][role=option][aria-selected=true]`);
	if (await box(page).getAttribute("aria-expanded") !== "true" || await chosen.count() !== 1) {
		wrong.push("the chosen result is not named by the box");
		return wrong;
	}
	const address = await chosen.getAttribute("href");
	await Promise.all([page.waitForURL(address), page.keyboard.press("Enter")]);
	if (await page.getByRole("dialog").count() > 0)
		wrong.push("the dialog stays open");
	return wrong;
});

// Escape gives the focus back; words that nothing has say so; a text is never markup.
async function leave(reader) {
	return reader.visit("index.html", {}, async (page) => {
		needFeature("search", await button(page).count());
		const wrong = [];
		await button(page).focus();
		await page.keyboard.press("Control+k");
		await box(page).fill("<xyzzyplugh>");
		await page.getByText("Nothing found.").waitFor();
		if (await results(page).count() > 0 || await page.getByRole("dialog").locator("xyzzyplugh").count() > 0)
			wrong.push("something is found");
		await page.keyboard.press("Escape");
		if (await page.getByRole("dialog").count() > 0)
			wrong.push("Escape does not close it");
		if (!(await button(page).evaluate((element) => element === document.activeElement)))
			wrong.push("the focus does not return to the button");
		return wrong;
	});
}

async function withoutScript(reader) {
	return reader.visit("index.html", { javaScriptEnabled: false }, async (page) => {
		const link = page.getByRole("banner").getByRole("link", { name: "Search" });
		needFeature("search", await link.count());
		await link.click();
		return page.url().endsWith("/contents.html") ? [] : [`the link leads to ${page.url()}`];
	});
}

export default [
	{ name: "search", book: ask("http") },
	{ name: "search-file", book: ask("file") },
	{ name: "search-phone", book: ask("http", narrow) },
	{ name: "search-leave", book: leave },
	{ name: "search-plain", book: withoutScript },
];
