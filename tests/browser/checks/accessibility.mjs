// accessibility: axe-core finds nothing, on every page type, light and dark, wide and narrow.
// It covers names, contrast, landmarks, order of headings, targets' sizes, lists and tables.
import { axeSource } from "../packages.mjs";
import { sourceOf } from "../books.mjs";
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
			return { id, html: node.html, text: `${node.target.join(" ")}: ${reason.replaceAll(/\s+/g, " ").slice(0, 160)}` };
		}));
	}, { runOnly, resultTypes: ["violations"] });
}

function slug(text) {
	return text.replaceAll(/\[([^\]]*)\]\([^)]*\)/g, "$1").toLowerCase().replaceAll(/[^\p{L}\p{N} _-]/gu, "").trim().replaceAll(" ", "-");
}

// What a book's own Markdown says so: which rule, and whether its text shows it.
const ofBook = {
	// The page begins with "##".
	"page-has-heading-one": (source) => !/^# |^=+$/m.test(source),
	// A heading skips a level.
	"heading-order": (source, { html }) => {
		const [, level, id] = /^<h([1-6]) id="([^"]*)"/.exec(html) ?? [];
		return [...source.matchAll(/^(#+) +(.*)$/gm)].some(([, signs, text]) =>
			signs.length === Number(level) && slug(text) === id);
	},
};

function isOfBook(reader, place, violation) {
	const source = sourceOf(reader.book, place);
	return source !== undefined && (ofBook[violation.id]?.(source, violation) ?? false);
}

// The page was laid out, and its script has seen the new size.
async function resize(page, viewport) {
	await page.setViewportSize(viewport);
	await page.evaluate(() => new Promise((done) => {
		requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done)));
	}));
}

// Where each violation was seen; the theme of high contrast keeps 7:1.
async function axe(reader, { path }) {
	return reader.visit(path, {}, async (page) => {
		const seen = new Map();
		const look = async (mode, rules) => {
			for (const violation of await violations(page, rules)) {
				const line = `${violation.id}: ${violation.text}`;
				if (!isOfBook(reader, path, violation))
					seen.set(line, [...(seen.get(line) ?? []), mode]);
			}
		};
		await page.evaluate(axeSource);
		for (const colorScheme of ["light", "dark"]) {
			await page.emulateMedia({ colorScheme });
			for (const viewport of [narrow, wide]) {
				await resize(page, viewport);
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
