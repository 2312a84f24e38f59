// expected: what a site must have by now.  A feature that is not on the page fails its cases where
// this table says true, and skips them aloud where it says false.
const expected = {
	"search": true,
	"roadmap filter": true,
	"roadmap sort": true,
	"roadmap folding": true,
	"theme switch": true,
	"phone menu": true,
	"shortcuts": true,
	"search index": true,
	"not-found page": true,
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
