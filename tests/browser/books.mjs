// books: builds the sites, and finds one page of every type in each.
import fs from "node:fs";
import path from "node:path";
import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { work } from "./packages.mjs";

export const root = fileURLToPath(new URL("../..", import.meta.url));

// Where the books are; the real ones are not part of the project.  Gives [[name, folder]…].
export function findBooks() {
	const books = [["example", path.join(root, "examples/async-vision")]];
	let corpora;
	try {
		corpora = execFileSync(path.join(root, "scripts/corpora"), { encoding: "utf8", stdio: "pipe" }).trim();
	} catch {
		return books;
	}
	for (const name of ["wg-async", "goals"])
		books.push([name, path.join(corpora, name)]);
	return books;
}

function filesBelow(folder, wanted, found = []) {
	for (const entry of fs.readdirSync(folder, { withFileTypes: true })) {
		const name = path.join(folder, entry.name);
		if (entry.isDirectory() && entry.name !== ".git")
			filesBelow(name, wanted, found);
		else if (entry.isFile() && wanted.test(entry.name))
			found.push(name);
	}
	return found.sort();
}

// A page of the site: its path below the site, its HTML, and its type.
function readPage(site, file, ownFolder) {
	const html = fs.readFileSync(file, "utf8");
	const place = path.relative(site, file);
	return { path: place, html, type: typeOf(place, html, ownFolder), markup: markupOf(html) };
}

// Views are types of their own, so that a new one is looked at without a change here.
function typeOf(place, html, ownFolder) {
	const kind = /<p class="kind">([^<]+)/.exec(html);
	if (/<meta http-equiv="refresh"/.test(html))
		return "moved";
	if (place === "index.html")
		return "home";
	if (!place.includes("/") && place === "404.html")
		return "404";
	if (path.dirname(place) === ownFolder)
		return path.basename(place, ".html");
	// "Status quo story" is a story.
	return kind ? kind[1].trim().split(" ").at(-1).toLowerCase() : "page";
}

// The kinds of markup that a page has: element names with their classes and types.
function markupOf(html) {
	const kinds = new Set();
	for (const [, name, attributes] of html.matchAll(/<([a-z][a-z0-9-]*)((?:\s[^<>]*)?)>/gi)) {
		kinds.add(name);
		for (const [, words] of attributes.matchAll(/\s(?:class|role|type)="([^"]*)"/g))
			for (const word of words.split(/\s+/))
				kinds.add(`${name}.${word}`);
	}
	return kinds;
}

const LONGEST = 400000; // bytes; what is longer (a whole book in one page) would take minutes

// The pages to look at: of every type the one with the most kinds of markup, then others until
// every kind of markup that the site has was seen.  Each gets a name: its type, then its place.
function choosePages(pages) {
	const left = pages.filter((page) => page.type !== "moved" && page.html.length <= LONGEST);
	const seen = new Set();
	const chosen = [];
	const news = (page) => [...page.markup].filter((kind) => !seen.has(kind)).length;
	const best = (candidates) => candidates.reduce((one, other) => {
		const more = news(other) - news(one);
		return more > 0 || (more === 0 && other.html.length < one.html.length) ? other : one;
	});
	const take = (page, name) => {
		page.markup.forEach((kind) => seen.add(kind));
		chosen.push({ ...page, name });
	};
	const types = [...new Set(left.map((page) => page.type))];
	const ofType = (type) => left.filter((page) => page.type === type);
	// Types of few pages come last: a document of the whole book has every kind of markup.
	types.sort((one, other) => ofType(other).length - ofType(one).length);
	for (const type of types.filter((type) => ofType(type).length > 1))
		take(best(ofType(type)), type);
	const others = left.filter((page) => ofType(page.type).length > 1);
	for (let page = best(others); news(page) > 0; page = best(others))
		take(page, page.path.replace(/\.html$/, ""));
	for (const type of types.filter((type) => ofType(type).length === 1))
		take(ofType(type)[0], type);
	return chosen;
}

// The Markdown of a page of the book; none for what waymark writes by itself.
export function sourceOf(book, place) {
	const stem = place.replace(/\.html$/, "");
	const names = [`${stem}.md`, stem.replace(/index$/, "README.md")];
	const files = ["src", ""].flatMap((folder) => names.map((name) => path.join(book.folder, folder, name)));
	const file = files.find((candidate) => fs.existsSync(candidate));
	return file && fs.readFileSync(file, "utf8");
}

// The path where the site expects to stand on its server; only the page for what is not there says it.
function baseOf(pages) {
	const page = pages.find(({ type }) => type === "404");
	return /<link rel="stylesheet" href="(\/(?:[^"\/]+\/)*?)[^"\/]+\/[^"\/]+"/.exec(page?.html)?.[1] ?? "/";
}

// Builds one site, and says what is in it.
export function buildBook([name, folder]) {
	const site = path.join(work, "sites", name);
	fs.rmSync(site, { recursive: true, force: true });
	const history = fs.existsSync(path.join(folder, ".git")) ? ["--history"] : [];
	execFileSync(process.env.WAYMARK, ["build", folder, ...history, "-o", site], { stdio: "pipe" });
	const home = fs.readFileSync(path.join(site, "index.html"), "utf8");
	const ownFolder = /<link rel="stylesheet" href="([^"/]+)\//.exec(home)[1];
	const pages = filesBelow(site, /\.html$/).map((file) => readPage(site, file, ownFolder));
	const sources = filesBelow(folder, /\.(md|toml)$/).map((file) => fs.readFileSync(file, "utf8"));
	return { name, folder, site, base: baseOf(pages), ownFolder, pages, chosen: choosePages(pages), text: sources.join("\n") };
}
