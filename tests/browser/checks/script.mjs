// script: what the small script adds to every page: the theme, the menu of a phone, the keys.
import { narrow } from "../browser.mjs";
import { needFeature } from "../expected.mjs";

const background = (page) => page.evaluate(() => getComputedStyle(document.body).backgroundColor);

// Each theme looks as it is called, whatever the system says, on this page and on the next ones.
async function theme(reader) {
	return reader.visit("index.html", { colorScheme: "light" }, async (page) => {
		const select = page.getByRole("combobox", { name: /theme/i });
		needFeature("theme switch", await select.count());
		const wrong = [];
		const automatic = await background(page);
		const looks = new Map();
		for (const word of ["light", "dark", "contrast", "auto"]) {
			const option = (await select.locator("option").allTextContents()).find((text) => text.toLowerCase().includes(word));
			if (!option)
				return [`there is no theme "${word}"`];
			await select.selectOption({ label: option });
			looks.set(word, await background(page));
			await page.reload();
			if (await background(page) !== looks.get(word))
				wrong.push(`${word}: gone after the page is loaded again`);
			if (await select.evaluate((one) => one.selectedOptions[0].textContent) !== option)
				wrong.push(`${word}: the switch does not say so after the page is loaded again`);
		}
		if (looks.get("auto") !== automatic || looks.get("light") !== automatic)
			wrong.push("automatic and light do not look alike in a light system");
		if (looks.get("dark") === automatic)
			wrong.push("dark looks like light");
		await page.emulateMedia({ colorScheme: "dark" });
		if (await background(page) !== looks.get("dark"))
			wrong.push("automatic does not follow the system into the dark");
		return wrong;
	});
}

// A theme that was chosen is there before the page is first painted: its script stands in the head and blocks.
async function themeFirst(reader) {
	return reader.visit("index.html", { colorScheme: "light" }, async (page) => {
		const select = page.getByRole("combobox", { name: /theme/i });
		needFeature("theme switch", await select.count());
		await select.selectOption("dark");
		await page.addInitScript(() => {
			document.addEventListener("readystatechange", () => {
				window.early ??= document.documentElement.dataset.theme;
			});
		});
		await page.reload();
		const early = await page.evaluate(() => window.early);
		return early === "dark" ? [] : [`when the page is read, the theme is "${early}"`];
	});
}

async function menu(reader) {
	return reader.visit("index.html", { viewport: narrow }, async (page) => {
		const button = page.getByRole("button", { name: /menu/i });
		needFeature("phone menu", await button.count());
		const wrong = [];
		const links = page.getByRole("navigation", { name: "Site" }).getByRole("link");
		const expect = async (what, open) => {
			if ((await links.count() > 0) !== open)
				wrong.push(`${what}: the menu's links are ${open ? "not " : ""}shown`);
			if (await button.getAttribute("aria-expanded") !== String(open))
				wrong.push(`${what}: aria-expanded is not ${open}`);
		};
		await expect("at first", false);
		await button.click();
		await expect("after a click", true);
		await page.keyboard.press("Escape");
		await expect("after Escape", false);
		if (!await button.evaluate((one) => one === document.activeElement))
			wrong.push("after Escape the focus is not on the button");
		await page.keyboard.press("Enter");
		await expect("after Enter", true);
		const target = await links.first().evaluate((link) => link.href);
		await links.first().click();
		if (page.url() !== target)
			wrong.push("a link of the menu does not lead on");
		return wrong;
	});
}

// Without JavaScript a phone shows the same links, all of them on the screen.
async function menuWithoutScript(reader) {
	return reader.visit("index.html", { viewport: narrow, javaScriptEnabled: false }, async (page) => {
		const links = await page.getByRole("navigation", { name: "Site" }).getByRole("link").all();
		const boxes = await Promise.all(links.map((link) => link.boundingBox()));
		const outside = boxes.filter((box) => !box || box.x < 0 || box.x + box.width > narrow.width);
		if (links.length === 0)
			return ["the links of the header are not shown"];
		return outside.length > 0 ? [`${outside.length} links of the header are beside the screen`] : [];
	});
}

// Keys that come before the browser draws again: until then the focus stays in the closed dialog.
async function pressRightAfterClosing(page, keys) {
	await page.evaluate((pressed) => {
		const dialog = document.querySelector("dialog");
		dialog.showModal();
		dialog.close();
		for (const key of pressed)
			document.activeElement.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
	}, keys);
}

async function shortcuts(reader) {
	return reader.visit("index.html", {}, async (page) => {
		needFeature("shortcuts", await page.getByRole("button", { name: /shortcuts/i }).count());
		const wrong = [];
		const dialog = page.getByRole("dialog", { name: /shortcuts/i });
		await page.keyboard.press("?");
		if (!await dialog.isVisible())
			return ["\"?\" shows no dialog"];
		const keys = await dialog.locator("kbd").allTextContents();
		if (!keys.includes("?") || keys.length < 3)
			wrong.push(`the dialog lists ${keys.join(" ")}`);
		await page.keyboard.press("Escape");
		if (await dialog.isVisible())
			wrong.push("Escape leaves the dialog");
		await pressRightAfterClosing(page, ["g", "r"]);
		await page.waitForURL(/roadmap\.html$/, { timeout: 5000 }).catch(() => wrong.push("\"g r\" does not lead to the roadmap"));
		// Who needs the keys for something else can turn them off.
		await page.keyboard.press("?");
		await dialog.getByRole("checkbox").uncheck();
		await page.keyboard.press("Escape");
		await page.keyboard.press("g");
		await page.keyboard.press("h");
		await page.waitForTimeout(200);
		if (!page.url().endsWith("roadmap.html"))
			wrong.push("keys that were turned off still act");
		return wrong;
	});
}

export default [
	{ name: "theme", book: theme },
	{ name: "theme-first", book: themeFirst },
	{ name: "menu", book: menu },
	{ name: "menu-without-script", book: menuWithoutScript },
	{ name: "shortcuts", book: shortcuts },
];
