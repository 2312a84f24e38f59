// screenshots: pictures of every page type for people to look at, in build/screenshots/.  A page
// is dark when the reader's system is dark.
import fs from "node:fs";
import path from "node:path";
import { root } from "../books.mjs";
import { narrow, wide } from "../browser.mjs";

const folder = path.join(root, "build/screenshots");
const TALLEST = 2400;

// Runs in the page: how light the background is, from 0 to 1.
function lightness() {
	const [red, green, blue] = getComputedStyle(document.body).backgroundColor.match(/[\d.]+/g).map(Number);
	return (red + green + blue) / (3 * 255);
}

async function pictures(reader, { path: place, name }) {
	return reader.pass(place, async (page) => {
		const wrong = [];
		fs.mkdirSync(folder, { recursive: true });
		for (const colorScheme of ["light", "dark"]) {
			await page.emulateMedia({ colorScheme });
			const light = await page.evaluate(lightness);
			if (light > 0.5 !== (colorScheme === "light"))
				wrong.push(`${colorScheme}: the background's lightness is ${light}`);
			for (const [word, viewport] of [["wide", wide], ["narrow", narrow]]) {
				await page.setViewportSize(viewport);
				const height = await page.evaluate(() => document.documentElement.scrollHeight);
				await page.setViewportSize({ width: viewport.width, height: Math.min(height, TALLEST) });
				await page.screenshot({
					path: path.join(folder, `${reader.book.name}-${name.replaceAll("/", "-")}-${colorScheme}-${word}.png`),
				});
			}
		}
		return wrong;
	});
}

export default [{ name: "screenshots", types: pictures }];
