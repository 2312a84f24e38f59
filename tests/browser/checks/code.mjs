// code: colours come when code comes near what the reader sees, and not before.
import { Skipped } from "../expected.mjs";

// A page whose first code in a known language begins far down, else any page with such code.
async function colours(reader) {
	const pages = reader.book.pages.filter(({ html }) => /data-scripts=/.test(html) && /<code class="language-(rust|toml|bash)"/.test(html));
	if (pages.length === 0)
		throw new Skipped("no code in a known language");
	const before = ({ html }) => html.indexOf('<pre><code class="language-') - html.indexOf("<main");
	const far = pages.reduce((one, other) => before(other) > before(one) ? other : one);
	return reader.visit(far.path, { viewport: { width: 800, height: 300 } }, async (page) => {
		const wrong = [];
		const code = page.locator('pre > code[class^="language-"]').first();
		const isFar = await code.evaluate((one) => one.getBoundingClientRect().top > 1500);
		const text = await code.textContent();
		if (isFar && await page.evaluate(() => typeof hljs) !== "undefined")
			wrong.push(`${far.path}: the library is loaded before code is near`);
		await page.locator("pre > code:is(.language-rust, .language-toml, .language-bash)").first().scrollIntoViewIfNeeded();
		try {
			await page.waitForFunction(() => document.querySelector('pre > code [class^="hljs-"]'), null, { timeout: 5000 });
		} catch {
			wrong.push(`${far.path}: code that is in view has no colours`);
		}
		if (await code.textContent() !== text)
			wrong.push(`${far.path}: the text of the code has changed`);
		return wrong;
	});
}

export default [
	{ name: "code-colours", book: colours },
];
