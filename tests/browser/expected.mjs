// expected: what a site must have by now.  A feature that is not on the page fails its cases where
// this table says true, and skips them aloud where it says false.
const expected = {
	"search": false,
	"roadmap filter": false,
	"roadmap sort": false,
	"roadmap folding": false,
	"theme switch": false,
	"phone menu": false,
	"shortcuts": false,
	"search index": false,
	"not-found page": false,
};

export class Skipped extends Error {}

// feature NAME is there when `isThere` says so (a number or a boolean).
export function needFeature(name, isThere) {
	if (!(name in expected))
		throw new Error(`expected.mjs has no row for "${name}"`);
	if (isThere)
		return;
	if (expected[name])
		throw new Error(`the page has no ${name}`);
	throw new Skipped(`no ${name} yet`);
}
