// weight: what a page ships beside its own text and pictures stays small.
import fs from "node:fs";
import path from "node:path";
import { needFeature } from "../expected.mjs";

const KB = 1024;
const caps = { ".css": 30 * KB, ".js": 25 * KB };
const PAGE_CAP = 60 * KB;

function size(file) {
	return fs.statSync(file).size;
}

// The page's style sheets and scripts, as files of the site.
function assetsOf({ book }, { path: place, html }) {
	const addresses = [...html.matchAll(/<(?:link rel="stylesheet" href|script[^>]* src)="([^"]+)"/g)];
	return addresses.map(([, address]) => address.startsWith(book.base)
		? path.join(book.site, address.slice(book.base.length))
		: path.join(book.site, path.dirname(place), address));
}

// What directives of the book put into the page, in bytes: lists that the page's author asked for.
function inserted(html) {
	const open = "<div class=\"inserted\">";
	let bytes = 0;
	for (let from = html.indexOf(open); from >= 0; from = html.indexOf(open, from)) {
		let depth = 0;
		const tags = /<(\/?)div\b/g;
		tags.lastIndex = from;
		let tag;
		do {
			tag = tags.exec(html);
			depth += tag[1] ? -1 : 1;
		} while (depth > 0);
		bytes += Buffer.byteLength(html.slice(from, tags.lastIndex));
		from = tags.lastIndex;
	}
	return bytes;
}

// The page's own text, in bytes: its Markdown, or for what waymark writes by itself the words in it.  A
// view whose purpose is a list may be as long as the list.
function ownText({ book }, { path: place, html }) {
	const main = /<main\b[^]*<\/main>/.exec(html)[0];
	if (path.dirname(place) === book.ownFolder)
		return Buffer.byteLength(main);
	const stem = place.replace(/\.html$/, "");
	const names = [`${stem}.md`, stem.replace(/index$/, "README.md")];
	const files = ["src", ""].flatMap((folder) => names.map((name) => path.join(book.folder, folder, name)));
	const source = files.find((file) => fs.existsSync(file));
	return source ? size(source) : Buffer.byteLength(main.replaceAll(/<[^>]*>/g, ""));
}

async function pages(reader) {
	const wrong = [];
	for (const page of reader.book.pages.filter(({ type }) => type !== "moved")) {
		const assets = assetsOf(reader, page);
		const sum = (files) => files.map(size).reduce((a, b) => a + b, 0);
		const bytes = Buffer.byteLength(page.html) - inserted(page.html) - ownText(reader, page) + sum(assets);
		if (bytes > PAGE_CAP)
			wrong.push(`${page.path}: ${bytes} bytes beside its text; at most ${PAGE_CAP}`);
		for (const [kind, cap] of Object.entries(caps)) {
			const part = sum(assets.filter((file) => file.endsWith(kind)));
			if (part > cap)
				wrong.push(`${page.path}: ${part} bytes of ${kind}; at most ${cap}`);
		}
	}
	return wrong;
}

async function searchIndex({ book }) {
	const files = fs.readdirSync(path.join(book.site, book.ownFolder)).filter((name) => /^(search|index).*\.js(on)?$/.test(name));
	needFeature("search index", files.length);
	const bytes = files.map((name) => size(path.join(book.site, book.ownFolder, name))).reduce((a, b) => a + b, 0);
	const cap = Buffer.byteLength(book.text) / 5;
	return bytes < cap ? [] : [`${files.join(", ")}: ${bytes} bytes; less than a fifth of the book's text is ${Math.floor(cap)}`];
}

export default [
	{ name: "weight", book: pages },
	{ name: "weight-search", book: searchIndex },
];
