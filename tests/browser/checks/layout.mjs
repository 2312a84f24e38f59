// layout: no page scrolls sideways at 320 px; tables and code scroll inside their own boxes.

async function sideways(reader, { path }) {
	return reader.pass(path, (page) => page.evaluate(() => {
		const width = document.documentElement.clientWidth;
		if (document.scrollingElement.scrollWidth <= width)
			return [];
		const isInBox = (element) => {
			for (let box = element.parentElement; box; box = box.parentElement)
				if (box !== document.body && box !== document.documentElement &&
				    getComputedStyle(box).overflowX !== "visible")
					return true;
			return false;
		};
		const out = [...document.body.querySelectorAll("*")].filter((element) =>
			element.getBoundingClientRect().right > width + 1 && !isInBox(element));
		return [`the page is ${document.scrollingElement.scrollWidth} px wide`, ...out.map((element) =>
			`${element.tagName.toLowerCase()}.${element.className}: ${element.textContent.trim().slice(0, 60)}`)];
	}), { width: 320, height: 640 });
}

// On a phone the tables that may be long stand as blocks: nobody has to push them aside to read a line.
async function stacked(reader) {
	const wrong = [];
	for (const name of ["roadmap", "findings", "timeline", "dependencies"].filter((one) => reader.book.pages.some(({ path }) => path.endsWith(`/${one}.html`)))) {
		await reader.visit(`${reader.book.ownFolder}/${name}.html`, { viewport: { width: 360, height: 640 } }, async (page) => {
			const wide = await page.evaluate(() => [...document.querySelectorAll("main .table:has(.stacks)")]
				.filter((box) => box.checkVisibility() && box.scrollWidth > box.clientWidth)
				.map((box) => box.textContent.trim().slice(0, 60)));
			wrong.push(...wide.map((text) => `${name}: scrolls sideways: ${text}`));
		});
	}
	return wrong;
}

// What stands beside each other covers nothing of its neighbour.
async function steps(reader, { path }) {
	return reader.pass(path, (page) => page.evaluate(() => [...document.querySelectorAll(".steps > li > *")]
		.filter((part) => part.getBoundingClientRect().right > part.parentElement.getBoundingClientRect().right + 1)
		.map((part) => `wider than its step: ${part.textContent.trim().slice(0, 60)}`)), { width: 1440, height: 900 });
}

// Header, text and footer begin at one line, whatever stands beside the text.
async function edges(reader, { path }) {
	return reader.pass(path, (page) => page.evaluate(() => {
		const left = (element) => {
			const box = element.getBoundingClientRect();
			return Math.round(box.left + parseFloat(getComputedStyle(element).paddingLeft));
		};
		const [header, ...others] = ["header.site", ".page", "footer.site"].map((one) => left(document.querySelector(`body > ${one}`)));
		return others.some((one) => one !== header) ? [`the header begins at ${header}, page and footer at ${others.join(", ")}`] : [];
	}), { width: 1800, height: 900 });
}

export default [{ name: "edges", types: edges }, { name: "narrow", pages: sideways }, { name: "steps", pages: steps }, { name: "stacked", book: stacked }];
