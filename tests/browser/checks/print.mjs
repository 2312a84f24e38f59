// print: what a page becomes on paper.
import fs from "node:fs";
import path from "node:path";
import { execFileSync } from "node:child_process";
import { work } from "../packages.mjs";

// Prints a page to PDF; gives the number of sheets and the text.
async function paper(reader, place) {
	const file = path.join(work, `${reader.book.name}-${path.basename(place, ".html")}.pdf`);
	await reader.visit(place, {}, async (page) => {
		fs.writeFileSync(file, await page.pdf({ format: "A4", margin: { top: "15mm", bottom: "15mm", left: "15mm", right: "15mm" } }));
	});
	const text = execFileSync("pdftotext", ["-raw", file, "-"], { encoding: "utf8" });
	return { sheets: text.split("\f").length - 1, text };
}

// White space and ligatures are the printer's.
function words(text) {
	return text.normalize("NFKC").replaceAll(/\s+/g, "");
}

// A roadmap whose open periods have up to some seventy-five rows fits on one sheet; every title that is shown on the screen is on paper.
async function roadmap(reader) {
	const place = `${reader.book.ownFolder}/roadmap.html`;
	const { sheets, text } = await paper(reader, place);
	const titles = await reader.visit(place, {}, (page) => page.locator("main tbody tr > :first-child a:visible").allTextContents());
	const wrong = titles.filter((title) => !words(text).includes(words(title))).map((title) => `"${title}" is not on paper`);
	if (titles.length === 0)
		wrong.push("the roadmap has no rows");
	if (sheets !== 1)
		wrong.push(`the roadmap takes ${sheets} sheets`);
	return wrong;
}

// A box of the page of changes that nobody opened would be a word without meaning.
async function changes(reader) {
	const place = `${reader.book.ownFolder}/changes.html`;
	if (!reader.book.pages.some((page) => page.path === place))
		return [];
	const { text } = await paper(reader, place);
	return text.includes("The same as a table") ? ["the closed table of the picture is on paper"] : [];
}

// Whether the part is in the text, whole or cut in two by the end of a sheet.
function isOnPaper(text, part) {
	const pieces = part.split(/\s+/).map(words);
	const isThere = (from, to) => text.includes(pieces.slice(from, to).join(""));
	return pieces.some((_, cut) => isThere(0, cut) && isThere(cut, pieces.length));
}

// Of every goal's page, and of the others of its kind, the largest: its text is on paper, and what
// is for clicking is not.
async function text(reader) {
	const wrong = [];
	for (const { path: place } of reader.book.chosen.filter(({ name }) => ["home", "goal", "story"].includes(name))) {
		const { text } = await paper(reader, place);
		const blocks = await reader.visit(place, {}, (page) => page.locator("main :is(h1, h2, p)").allInnerTexts());
		const parts = blocks.flatMap((block) => block.split("\n"));
		const all = words(text);
		const isGone = (part) => !isOnPaper(all, part);
		wrong.push(...parts.filter(isGone).map((part) => `${place}: not on paper: ${part.slice(0, 80)}`));
		if (!isGone("Skip to the content"))
			wrong.push(`${place}: the link that skips is on paper`);
	}
	return wrong;
}

// Lists keep their numbers and bullets, and boxes the space inside of their border.
async function insets(reader) {
	const wrong = [];
	for (const { path: place } of reader.book.chosen.filter(({ type }) => ["page", "goal", "story"].includes(type)))
		wrong.push(...await reader.visit(place, {}, async (page) => {
			await page.emulateMedia({ media: "print" });
			return page.evaluate(() => [...document.querySelectorAll("main > :is(ul, ol):not([class]), main > .facts")]
				.filter((box) => parseFloat(getComputedStyle(box).paddingLeft) < 12)
				.map((box) => `no room at the left on paper: ${box.textContent.trim().slice(0, 60)}`));
		}));
	return wrong;
}

// Who finds a sheet sees of which book it is.
async function origin(reader) {
	const { text } = await paper(reader, `${reader.book.ownFolder}/roadmap.html`);
	const title = await reader.visit("index.html", {}, (page) => page.locator("header .book").innerText());
	return text.includes(`${title}. Made by waymark`) ? [] : ["the name of the book is not on paper"];
}

export default [
	{ name: "print-roadmap", book: roadmap },
	{ name: "print-changes", book: changes },
	{ name: "print-text", book: text },
	{ name: "print-insets", book: insets },
	{ name: "print-origin", book: origin },
];
