// accessibility: axe-core finds nothing, on every page type, light and dark, wide and narrow.
// It covers names, contrast, landmarks, order of headings, targets' sizes, lists and tables.
import { axeSource } from "../packages.mjs";
import { sourceOf } from "../books.mjs";
import { narrow, wide } from "../browser.mjs";

const colours = ["color-contrast", "link-in-text-block"];

// What axe.run takes: all rules without some, or some alone.
const without = (...rules) => ({
	runOnly: { type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] },
	rules: Object.fromEntries(rules.map((rule) => [rule, { enabled: false }])),
});
const only = (...rules) => ({ runOnly: { type: "rule", values: rules } });

const ALIKE = 4; // of one sort are enough: the first, the last, odd and even ones

async function violations(page, rules) {
	return page.evaluate(async (options) => {
		const result = await window.axe.run(document, options);
		return result.violations.flatMap(({ id, nodes }) => nodes.map((node) => {
			const reason = [...node.any, ...node.all, ...node.none][0]?.message ?? "";
			return { id, html: node.html, text: `${node.target.join(" ")}: ${reason.replaceAll(/\s+/g, " ").slice(0, 160)}` };
		}));
	}, { ...rules, resultTypes: ["violations"] });
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

// Runs in the page: of what stands in one place and is made of the same elements, with the same classes, roles
// and states, the first ones stay.  What shows them shows the others: lists of hundreds of lines have few sorts.
function thinOut(most) {
	const own = ["aria-label", "d", "datetime", "height", "id", "title", "value", "width", "x", "y"];
	const nature = ({ name, value }) => {
		if (name === "href" || name === "src")
			return `${name}=${/^(#|[a-z]+:|)/.exec(value)[0]}`;
		return own.includes(name) ? `${name}=${value.trim() !== ""}` : `${name}=${value}`;
	};
	const skeleton = (node) => {
		if (node.nodeType !== Node.ELEMENT_NODE)
			return node.nodeType === Node.TEXT_NODE && node.data.trim() ? "text" : "";
		const counts = new Map();
		for (const child of [...node.childNodes]) {
			const sort = skeleton(child);
			counts.set(sort, (counts.get(sort) ?? 0) + 1);
			if (counts.get(sort) > most && child.nodeType === Node.ELEMENT_NODE)
				child.remove();
		}
		return `<${node.localName} ${[...node.attributes].map(nature).sort().join(" ")}>${[...counts.keys()].join("")}</>`;
	};
	skeleton(document.querySelector("main"));
}

// The page was laid out, and its script has seen the new size.
async function resize(page, viewport) {
	await page.setViewportSize(viewport);
	await page.evaluate(() => new Promise((done) => {
		requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done)));
	}));
}

// Runs in the page: which elements are shown, and where.
function layout() {
	return [...document.querySelectorAll("*")].map((element) => {
		const { x, y, width, height } = element.getBoundingClientRect();
		return [element.checkVisibility({ visibilityProperty: true }), x, y, width, height].join();
	}).join(" ");
}

// Where each violation was seen; the theme of high contrast keeps 7:1.  The whole page is looked at for all but
// colours, its headings also narrow; then what is alike is thinned out, after which headings may skip a level.
// Where the dark page has the same elements in the same places as the light one, only colours can be wrong.
async function axe(reader, { path }) {
	return reader.pass(path, async (page) => {
		const seen = new Map();
		const look = async (mode, rules) => {
			for (const violation of await violations(page, rules)) {
				const line = `${violation.id}: ${violation.text}`;
				if (!isOfBook(reader, path, violation))
					seen.set(line, [...(seen.get(line) ?? []), mode]);
			}
		};
		const lookInContrast = async (colorScheme) => {
			await page.emulateMedia({ colorScheme });
			await page.evaluate(() => { document.documentElement.dataset.theme = "contrast"; });
			// The second rule leaves what has less than 4.5:1 to the first.
			await look(`${colorScheme} contrast`, only("color-contrast", "color-contrast-enhanced"));
			await page.evaluate(() => { delete document.documentElement.dataset.theme; });
		};
		await page.evaluate(axeSource);
		await look(`light ${wide.width}`, without(...colours));
		await resize(page, narrow);
		await look(`light ${narrow.width}`, only("heading-order"));
		await page.evaluate(thinOut, ALIKE);
		for (const viewport of [narrow, wide]) {
			await page.emulateMedia({ colorScheme: "light" });
			await resize(page, viewport);
			await look(`light ${viewport.width}`, viewport === wide ? only(...colours) : without("heading-order"));
			const light = await page.evaluate(layout);
			await page.emulateMedia({ colorScheme: "dark" });
			const isSame = await page.evaluate(layout) === light;
			await look(`dark ${viewport.width}`, isSame ? only(...colours) : without("heading-order"));
		}
		await lookInContrast("dark");
		await lookInContrast("light");
		return [...seen].map(([text, modes]) => `${text} (${modes.join(", ")})`);
	});
}

export default [{ name: "axe", pages: axe }];
