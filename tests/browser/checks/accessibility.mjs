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

async function axe(reader, { path }) {
	return reader.visit(path, {}, async (page) => {
		const where = new Map();
		await page.evaluate(axeSource);
		for (const colorScheme of ["light", "dark"]) {
			for (const viewport of [wide, narrow]) {
				await page.emulateMedia({ colorScheme });
				await page.setViewportSize(viewport);
				for (const text of await violations(page, levels))
					where.set(text, [...(where.get(text) ?? []), `${colorScheme} ${viewport.width}`]);
			}
		}
		return [...where].map(([text, modes]) => `${text} (${modes.join(", ")})`);
	});
}

// The theme of high contrast keeps 7:1.
async function contrast(reader, { path }) {
	return reader.visit(path, {}, async (page) => {
		const wrong = [];
		await page.evaluate(axeSource);
		await page.evaluate(() => { document.documentElement.dataset.theme = "contrast"; });
		for (const colorScheme of ["light", "dark"]) {
			await page.emulateMedia({ colorScheme });
			for (const text of await violations(page, { type: "rule", values: ["color-contrast-enhanced"] }))
				wrong.push(`${text} (${colorScheme})`);
		}
		return wrong;
	});
}

export default [
	{ name: "axe", pages: axe },
	{ name: "contrast", pages: contrast },
];
