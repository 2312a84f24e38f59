// weight: what a page ships beside its own text and pictures stays small.
import fs from "node:fs";
import path from "node:path";
import { root } from "../books.mjs";
import { needFeature } from "../expected.mjs";

const KB = 1024;
const caps = { ".css": 30 * KB, ".js": 25 * KB };
const SEARCH_LEAST = 8 * 1024; // of a small book's index: its titles and addresses alone are a tenth of its text
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

// The bytes of the page's own text: its main part, which is as long as what its book or its list says.
function ownText({ html }) {
	return Buffer.byteLength(/<main\b[^]*<\/main>/.exec(html)[0]);
}

const sum = (files) => files.map(size).reduce((a, b) => a + b, 0);

// What only some readers or pages need: the search among the scripts, the colours of code.
const searchBytes = sum(["search-find.js", "search-view.js"].map((name) => path.join(root, "share/site/js", name)));
const isForCode = (file) => path.basename(path.dirname(file)) === "code";

// The whole page, and of it the style sheets and scripts of our own.
function overCaps(page, assets) {
	const parts = [["", Buffer.byteLength(page.html) - ownText(page) + sum(assets), PAGE_CAP]];
	for (const [kind, cap] of Object.entries(caps)) {
		const own = assets.filter((file) => file.endsWith(kind) && !isForCode(file));
		parts.push([` of ${kind}`, sum(own) - (kind === ".js" ? searchBytes : 0), cap]);
	}
	return parts.filter(([, bytes, cap]) => bytes > cap)
		.map(([what, bytes, cap]) => `${page.path}: ${bytes} bytes${what} beside its text; at most ${cap}`);
}

async function pages(reader) {
	const shown = reader.book.pages.filter(({ type }) => type !== "moved");
	return shown.flatMap((page) => overCaps(page, assetsOf(reader, page).filter((file) => !isForCode(file))));
}

async function pagesWithCode(reader) {
	const shown = reader.book.pages.filter((page) => assetsOf(reader, page).some(isForCode));
	const wrong = shown.flatMap((page) => overCaps(page, assetsOf(reader, page)));
	return wrong;
}

async function searchIndex({ book }) {
	const files = fs.readdirSync(path.join(book.site, book.ownFolder)).filter((name) => /^(search|index).*\.js(on)?$/.test(name));
	needFeature("search index", files.length);
	const bytes = files.map((name) => size(path.join(book.site, book.ownFolder, name))).reduce((a, b) => a + b, 0);
	const cap = Math.max(Buffer.byteLength(book.text) / 5, SEARCH_LEAST);
	return bytes <= cap ? [] : [`${files.join(", ")}: ${bytes} bytes; a fifth of the book's text is ${Math.floor(cap)}`];
}

export default [
	{ name: "weight", book: pages },
	{ name: "weight-code", book: pagesWithCode },
	{ name: "weight-search", book: searchIndex },
];
