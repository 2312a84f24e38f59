// network: a page loads nothing from elsewhere and the browser has nothing to complain about (errors
// of scripts, violations of the Content-Security-Policy), from a server and opened as a file.
import { needFeature } from "../expected.mjs";

// Pictures that the book's own text takes from elsewhere are the book's.
function isOfBook({ book }, url) {
	return book.text.includes(url) || book.text.includes(decodeURI(url));
}

async function quiet(reader, { path, type }) {
	const wrong = [];
	// Only a server shows the page for what is not there.
	for (const scheme of type === "404" ? ["http"] : ["http", "file"]) {
		const home = reader.address("", scheme);
		await reader.visit(path, { scheme }, async (page) => {
			const { requests, complaints } = page.noted;
			const excused = new Set(requests
				.filter(({ url, type }) => type === "image" && isOfBook(reader, url)).map(({ url }) => url));
			for (const { url } of requests)
				if (!url.startsWith(home) && !url.startsWith("data:") && !excused.has(url))
					wrong.push(`${scheme}: asks for ${url}`);
			for (const { text, url } of complaints)
				if (!excused.has(url))
					wrong.push(`${scheme}: ${text} ${url}`);
		});
	}
	return wrong;
}

// Below any path a server's reader who is lost gets a page that looks like the others and leads on.
async function notFound(reader) {
	needFeature("not-found page", reader.book.pages.some(({ type }) => type === "404"));
	return reader.visit("no/such/page.html", {}, async (page) => {
		const wrong = page.noted.requests.slice(1).filter(({ url }) => !url.startsWith(reader.home))
			.map(({ url }) => `asks for ${url}`);
		// The answer itself is "404", which the browser notes.
		wrong.push(...page.noted.complaints.slice(1).map(({ text, url }) => `${text} ${url}`));
		await page.locator("header a").first().click();
		if (page.url() !== reader.address("index.html"))
			wrong.push(`the first link leads to ${page.url()}`);
		return wrong;
	});
}

export default [
	{ name: "quiet", pages: quiet },
	{ name: "not-found", book: notFound },
];
