// markup: html-validate finds no error, on every page of the site and in the pages that say "moved".
import { HtmlValidate } from "../packages.mjs";

const validator = new HtmlValidate({
	root: true,
	extends: ["html-validate:recommended"],
	rules: {
		// Matters of taste: both ways are valid HTML.
		"doctype-style": "off",
		"no-trailing-whitespace": "off",
		// Titles are the book's.
		"long-title": "off",
		// HTML allows everything but white space in an id; anchors of mdBook begin with "-", ours with "wm:".
		"valid-id": ["error", { relaxed: true }],
	},
});

async function valid({ book }) {
	return book.pages.flatMap((page) => {
		const report = validator.validateStringSync(page.html, page.path);
		return report.results.flatMap((result) => result.messages).map((message) =>
			`${page.path}:${message.line}:${message.column}: ${message.message} [${message.ruleId}]`);
	});
}

export default [{ name: "markup", book: valid }];
