// roadmap: with JavaScript its table is filtered, sorted and folded, and the choice stays in the
// address, so that it can be sent to others; without, everything is there.
import { narrow } from "../browser.mjs";
import { needFeature } from "../expected.mjs";

const place = ({ book }) => `${book.ownFolder}/roadmap.html`;
const rows = (page) => page.locator("main table.roadmap tbody tr");
const titles = async (page) => (await rows(page).locator(":scope > :first-child a").allTextContents());
const shownTitles = async (page) => (await rows(page).locator(":scope > :first-child a:visible").allTextContents());
const filterBox = (page) => page.getByRole("searchbox", { name: /filter/i });

// Opens every folded period, so that rows can be seen.
async function openAll(page) {
	await page.evaluate(() => document.querySelectorAll("details.period").forEach((one) => { one.open = true; }));
}

async function filter(reader) {
	return reader.visit(place(reader), {}, async (page) => {
		needFeature("roadmap filter", await filterBox(page).count());
		await openAll(page);
		const wrong = [];
		const all = await titles(page);
		const wanted = all.at(-1);
		await filterBox(page).fill(wanted.toUpperCase());
		const shown = await shownTitles(page);
		if (!shown.includes(wanted) || shown.length >= all.length)
			wrong.push(`the text "${wanted}" shows ${shown.length} of ${all.length} rows`);
		const status = await page.getByRole("status").first().textContent();
		if (!/\d/.test(status))
			wrong.push(`nothing says how many rows are shown: "${status}"`);
		await page.reload();
		if ((await shownTitles(page)).join() !== shown.join())
			wrong.push("the text is gone when the page is opened by the same address again");
		await page.getByRole("button", { name: "Clear" }).click();
		await openAll(page);
		if ((await shownTitles(page)).length !== all.length)
			wrong.push("after Clear not every row is there");
		return wrong;
	});
}

// A choice of the select shows rows with that state only, and what they belong to.
async function filterByState(reader) {
	return reader.visit(place(reader), {}, async (page) => {
		const select = page.getByRole("combobox", { name: "Every state" });
		needFeature("roadmap filter", await select.count());
		const wrong = [];
		for (const option of (await select.locator("option").allTextContents()).slice(1)) {
			await select.selectOption({ label: option });
			const words = await page.locator("main table.roadmap tbody tr:not(.above) .state:visible").allInnerTexts();
			const word = option.replace(/^\P{L}+/u, "");
			if (words.length === 0 || words.some((text) => !text.includes(word)))
				wrong.push(`${option}: shows ${[...new Set(words)].join(", ") || "nothing"}`);
		}
		return wrong;
	});
}

// It says how many rows can be seen, of all periods and of one; on a phone there is a way to sort.
async function count(reader) {
	return reader.visit(place(reader), { viewport: narrow }, async (page) => {
		const period = page.getByRole("combobox", { name: "Every period" });
		const order = page.getByRole("combobox", { name: "In the book’s order" });
		const wrong = [];
		const compare = async (when) => {
			const said = await page.getByRole("status").first().textContent(), shown = (await shownTitles(page)).length;
			if (!said.startsWith(`${shown} of `))
				wrong.push(`${when}: "${said}", and ${shown} rows can be seen`);
		};
		needFeature("roadmap sort", await order.count());
		await compare("at first");
		if (await period.count() > 0) {
			await period.selectOption({ index: 2 });
			await compare("one period");
			if (await page.locator("details.period:visible").count() !== 1)
				wrong.push("other periods than the one that was chosen are shown");
		}
		const before = (await titles(page)).length;
		await order.selectOption("title");
		if ((await titles(page)).length !== before || !page.url().includes("sort=title"))
			wrong.push("the order that was chosen is not taken");
		return wrong;
	});
}

// What is typed, cleared and counted stands in one line; on a phone the count may stand below it.
async function bar(reader) {
	const wrong = [];
	for (const name of ["roadmap", "people"].filter((one) => reader.book.pages.some(({ path }) => path.endsWith(`/${one}.html`)))) {
		await reader.visit(`${reader.book.ownFolder}/${name}.html`, {}, async (page) => {
			for (const width of [1440, 1024, 768, 360]) {
				await page.setViewportSize({ width, height: 800 });
				const middles = await page.evaluate((wide) => [...document.querySelectorAll(
					`.wm-filter [type=search], .wm-filter button${wide ? ", .wm-filter [role=status]" : ""}`)]
					.map((one) => one.getBoundingClientRect()).map(({ top, height }) => Math.round(top + height / 2)), width > 400);
				if (Math.max(...middles) - Math.min(...middles) > 2)
					wrong.push(`${name}, ${width} px: text, Clear, count stand at ${middles.join(", ")}`);
			}
		});
	}
	return wrong;
}

async function sort(reader) {
	return reader.visit(place(reader), {}, async (page) => {
		const button = page.getByRole("columnheader", { name: /^Goal/ }).first().getByRole("button");
		needFeature("roadmap sort", await button.count());
		await openAll(page);
		const wrong = [];
		const first = () => page.locator("main table.roadmap").first().locator("tbody tr:first-child > :first-child a").allTextContents();
		const before = await first();
		const ordered = [...before].sort((a, b) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1));
		for (const [name, order] of [["ascending", ordered], ["descending", [...ordered].reverse()], [null, before]]) {
			await button.click();
			const said = await page.locator("th:has(button)").first().getAttribute("aria-sort");
			if (said !== name)
				wrong.push(`the heading says "${said}", not "${name}"`);
			if ((await first()).join("\n") !== order.join("\n"))
				wrong.push(`${name ?? "as before"}: the goals stand as ${(await first()).slice(0, 4).join(", ")} …`);
			if (name === "ascending") {
				await page.reload();
				if ((await first()).join("\n") !== order.join("\n"))
					wrong.push("the order is gone when the page is opened by the same address again");
			}
		}
		return wrong;
	});
}

async function fold(reader) {
	return reader.visit(place(reader), {}, async (page) => {
		const button = page.locator("main table.roadmap button[aria-expanded]").first();
		// A book of goals alone has nothing to fold.
		if (await page.locator("main table.roadmap .depth1").count() === 0)
			return [];
		needFeature("roadmap folding", await button.count());
		await openAll(page);
		const wrong = [];
		const before = (await shownTitles(page)).length;
		await button.press("Enter");
		const folded = (await shownTitles(page)).length;
		if (folded >= before || await button.getAttribute("aria-expanded") !== "false")
			wrong.push(`folded, ${folded} of ${before} rows are shown`);
		await page.reload();
		await openAll(page);
		if ((await shownTitles(page)).length !== folded)
			wrong.push("it is not folded when the page is opened by the same address again");
		await button.press("Enter");
		if ((await shownTitles(page)).length !== before)
			wrong.push("unfolded, not every row is back");
		return wrong;
	});
}

// Without JavaScript, each goal's row is there, and nothing that only a script could serve.
async function withoutScript(reader) {
	const expected = await reader.visit(place(reader), {}, titles);
	return reader.visit(place(reader), { javaScriptEnabled: false }, async (page) => {
		const wrong = [];
		if ((await titles(page)).length !== expected.length || expected.length === 0)
			wrong.push(`${(await titles(page)).length} rows, with JavaScript ${expected.length}`);
		const useless = await page.locator("button:visible, select:visible, input:visible").count();
		if (useless > 0)
			wrong.push(`${useless} buttons or fields are shown that do nothing`);
		return wrong;
	});
}

// The people are filtered by text; a link to one of them shows what they do; of many those who own no work are folded.
async function people(reader) {
	return reader.visit(`${reader.book.ownFolder}/people.html`, {}, async (page) => {
		const shown = page.locator("main .person:visible"), all = await page.locator("main .person").count(), wrong = [];
		const name = (await page.locator("main .person h3").last().textContent()).trim();
		await filterBox(page).fill(name);
		if (await shown.count() === 0 || await shown.count() >= all)
			wrong.push(`"${name}" shows ${await shown.count()} of ${all}`);
		await page.reload();
		if (!(await page.getByRole("status").first().textContent()).startsWith(`${await shown.count()} of ${all}`))
			wrong.push("the filter is gone when the page is opened by the same address again");
		for (const person of [page.locator("main .person").first(), page.locator("main .person").last()]) {
			const id = await person.getAttribute("id");
			await page.evaluate((hash) => { location.hash = hash; }, id);
			await person.locator("dl").waitFor({ state: "attached" });
			if (!await person.locator("h3").isVisible() || await person.locator(":scope > details:not([open])").count() > 0)
				wrong.push(`a link to ${id} does not show all that they do`);
		}
		return wrong;
	});
}

export default [
	{ name: "roadmap-filter", book: filter },
	{ name: "roadmap-state", book: filterByState },
	{ name: "roadmap-count", book: count },
	{ name: "filter-bar", book: bar },
	{ name: "roadmap-sort", book: sort },
	{ name: "roadmap-fold", book: fold },
	{ name: "people-filter", book: people },
	{ name: "roadmap-without-script", book: withoutScript },
];
