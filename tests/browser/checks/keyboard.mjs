// keyboard: Tab goes through everything that can be used, in order, and one sees where it is; the
// first stop is the link that skips to the content.

const MOST_STOPS = 150; // a page with more is read so far

// Runs in the page: lists what Tab should reach, and notes how each looks once it has the focus.
function watchFocus() {
	const usable = "a[href], button, input, select, textarea, summary, [tabindex]";
	const stops = [...document.querySelectorAll(usable)].filter((element) =>
		element.tabIndex >= 0 && !element.disabled &&
		(element.checkVisibility?.({ visibilityProperty: true }) ?? element.getClientRects().length > 0));
	const describe = (element) =>
		`<${element.localName}> "${(element.textContent || element.ariaLabel || "").trim().slice(0, 50)}"`;
	const isSeen = (element) => {
		const style = getComputedStyle(element);
		return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 1;
	};
	const isInView = (element) => {
		const boxes = [...element.getClientRects()];
		return boxes.some((box) => box.right > 0 && box.left < innerWidth && box.bottom > 0 && box.top < innerHeight);
	};
	window.focused = [];
	// A box may begin to scroll while the page is read (colours of code come late); then it is a stop, too.
	const scrolls = (element) => element.scrollWidth > element.clientWidth;
	document.addEventListener("focusin", ({ target }) => {
		const stop = stops.indexOf(target);
		if (stop >= 0 || !scrolls(target) || !isSeen(target))
			window.focused.push({ stop, name: describe(target), isSeen: isSeen(target), isInView: isInView(target) });
	});
	return stops.map(describe);
}

async function tabThrough(reader, { path }) {
	return reader.visit(path, {}, async (page) => {
		const stops = await page.evaluate(watchFocus);
		const count = Math.min(stops.length, MOST_STOPS);
		let focused = [];
		for (let pressed = 0; focused.length < count && pressed < 2 * count; pressed++) {
			await page.keyboard.press("Tab");
			if (pressed + 1 >= count)
				focused = await page.evaluate(() => window.focused);
		}
		const wrong = [];
		for (let i = 0; i < count; i++) {
			const { stop, name, isSeen, isInView } = focused[i] ?? {};
			if (stop !== i) {
				wrong.push(`stop ${i + 1} is ${name ?? "nothing"}, not ${stops[i]}`);
				break;
			}
			if (!isSeen)
				wrong.push(`${name} has the focus, and no outline shows it`);
			if (!isInView)
				wrong.push(`${name} has the focus, and is out of view`);
		}
		return wrong;
	});
}

async function skipLink(reader, { path }) {
	return reader.visit(path, {}, async (page) => {
		await page.keyboard.press("Tab");
		const text = await page.evaluate(() => document.activeElement.textContent);
		if (!/skip/i.test(text))
			return [`the first stop is "${text}", not a link that skips to the content`];
		await page.keyboard.press("Enter");
		await page.keyboard.press("Tab");
		// Without anything to use in the content, the next stop stands behind it.
		const isPast = await page.evaluate(() => {
			const main = document.querySelector("main");
			const place = main.compareDocumentPosition(document.activeElement);
			return Boolean(place & (Node.DOCUMENT_POSITION_CONTAINED_BY | Node.DOCUMENT_POSITION_FOLLOWING));
		});
		return isPast ? [] : ["after the link that skips, Tab is not in the content"];
	});
}

export default [
	{ name: "tab", types: tabThrough },
	{ name: "skip-link", types: skipLink },
];
