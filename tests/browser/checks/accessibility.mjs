// accessibility: axe-core finds nothing, on every page type, light and dark, wide and narrow.
// It covers names, contrast, landmarks, order of headings, targets' sizes, lists and tables.
import { axeSource } from "../packages.mjs";
import { narrow, wide } from "../browser.mjs";

const levels = {
	type: "tag",
	values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
};

async function violations(page, runOnly) {
	return page.evaluate(async (options) => {
		const result = await window.axe.run(document, options);
		return result.violations.flatMap(({ id, nodes }) => nodes.map((node) => {
			const reason = [...node.any, ...node.all, ...node.none][0]?.message ?? "";
			return `${id}: ${node.target.join(" ")}: ${reason.replaceAll(/\s+/g, " ").slice(0, 160)}`;
		}));
	}, { runOnly, resultTypes: ["violations"] });
}

// Where each violation was seen; the theme of high contrast keeps 7:1.
async function axe(reader, { path }) {
	return reader.visit(path, {}, async (page) => {
		const seen = new Map();
		const look = async (mode, rules) => {
			for (const text of await violations(page, rules))
				seen.set(text, [...(seen.get(text) ?? []), mode]);
		};
		await page.evaluate(axeSource);
		for (const colorScheme of ["light", "dark"]) {
			await page.emulateMedia({ colorScheme });
			for (const viewport of [narrow, wide]) {
				await page.setViewportSize(viewport);
				await look(`${colorScheme} ${viewport.width}`, levels);
			}
			await page.evaluate(() => { document.documentElement.dataset.theme = "contrast"; });
			await look(`${colorScheme} contrast`, { type: "rule", values: ["color-contrast-enhanced"] });
			await page.evaluate(() => { delete document.documentElement.dataset.theme; });
		}
		return [...seen].map(([text, modes]) => `${text} (${modes.join(", ")})`);
	});
}

export default [{ name: "axe", pages: axe }];
