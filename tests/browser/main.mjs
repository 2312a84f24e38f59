// main: the table of checks, and the loop over books and pages; tests/browser/run starts it.
//
// A check is a row with a name and a function that gives a list of what is wrong, a line each:
// `types(reader, page)` is a case for a page of every type, `pages` also for those that were chosen
// for what else is on them, `book(reader)` is one for each book.
import os from "node:os";
import { buildBook, findBooks } from "./books.mjs";
import { launch, Reader } from "./browser.mjs";
import { Skipped } from "./expected.mjs";
import { serve } from "./server.mjs";
import accessibility from "./checks/accessibility.mjs";
import code from "./checks/code.mjs";
import keyboard from "./checks/keyboard.mjs";
import layout from "./checks/layout.mjs";
import markup from "./checks/markup.mjs";
import network from "./checks/network.mjs";
import print from "./checks/print.mjs";
import roadmap from "./checks/roadmap.mjs";
import screenshots from "./checks/screenshots.mjs";
import script from "./checks/script.mjs";
import search from "./checks/search.mjs";
import types from "./checks/types.mjs";
import weight from "./checks/weight.mjs";

const checks = [
	types, weight, markup, accessibility, layout, network, keyboard, search, roadmap, script, code, print, screenshots,
].flat();

const LONGEST_REPORT = 12;
const counts = { passed: 0, failed: 0, skipped: 0 };

function casesOf(check, reader) {
	if (check.book)
		return [{ name: `${check.name} ${reader.book.name}`, run: () => check.book(reader) }];
	const chosen = reader.book.chosen.filter((page) => check.pages || page.name === page.type);
	return chosen.map((page) => ({
		name: `${check.name} ${reader.book.name}/${page.name}`,
		run: () => (check.pages ?? check.types)(reader, page),
	}));
}

async function runCase({ name, run }) {
	const start = Date.now();
	let wrong;
	try {
		wrong = await run();
	} catch (error) {
		if (error instanceof Skipped) {
			console.log(`SKIPPED ${name}: ${error.message}`);
			counts.skipped++;
			return;
		}
		wrong = [error.stack];
	}
	if (process.env.BROWSER_TIMES)
		console.log(`${String(Date.now() - start).padStart(6)} ms ${name}`);
	counts[wrong.length > 0 ? "failed" : "passed"]++;
	if (wrong.length > 0) {
		console.log(`FAILED ${name}`);
		for (const line of wrong.slice(0, LONGEST_REPORT))
			console.log(`    ${line}`);
		if (wrong.length > LONGEST_REPORT)
			console.log(`    … ${wrong.length - LONGEST_REPORT} more`);
	}
}

async function runAll(cases) {
	const queue = [...cases];
	const worker = async () => {
		for (let next = queue.shift(); next; next = queue.shift())
			await runCase(next);
	};
	await Promise.all(os.cpus().map(worker));
}

const words = process.argv.slice(2);
const found = findBooks();
if (found.length === 1) {
	console.log("SKIPPED: the real books are not there");
	counts.skipped++;
}
const books = found.map(buildBook);
const browser = await launch();
const servers = await Promise.all(books.map((book) => serve(book.site, book.base)));
try {
	const readers = books.map((book, i) => new Reader(browser, servers[i].address, book));
	const cases = checks.flatMap((check) => readers.flatMap((reader) => casesOf(check, reader)));
	await runAll(cases.filter(({ name }) => words.length === 0 || words.some((word) => name.includes(word))));
} finally {
	await browser.close();
	servers.forEach((server) => server.close());
}
const skipped = counts.skipped > 0 ? `, ${counts.skipped} skipped` : "";
console.log(`browser: ${counts.passed} passed, ${counts.failed} failed${skipped}`);
process.exitCode = counts.failed > 0 || counts.passed === 0 ? 1 : 0;
