// Looks words up in the index, whose form src/site/search.h tells.  Knows no page.
const waymarkFind = (() => {
	"use strict";
	// As src/base/word.c cuts text; tests/words.txt holds both to the same.
	const ALONE = "\\u3040-\\u30ff\\u3400-\\u9fff\\uf900-\\ufaff\\u{20000}-\\u{3ffff}";
	const WORD = new RegExp(`[${ALONE}]|(?:(?![${ALONE}])[\\p{Alphabetic}\\p{N}])+`, "gu");

	function words(text) {
		if (/^[\0-\x7f]*$/.test(text)) return text.toLowerCase().match(/[a-z0-9]+/g) || [];
		const plain = text.normalize("NFD").replace(/\p{M}+/gu, "").toLowerCase();
		return plain.replace(/ς/g, "σ").match(WORD) || [];
	}

	// Gives the numbers from a position of the text on; `next.at` is where it stands.
	function numbers(text) {
		const next = () => {
			const code = text.charCodeAt(next.at++), digit = code - 37 - (code > 92) - (code > 96);
			return digit < 58 ? digit : digit + 30 * next();
		};
		next.at = 0;
		return next;
	}

	// A text that begins as the last one of its sort did.
	function after(last, text, next = numbers(text)) {
		return last.slice(0, next()) + text.slice(next.at);
	}

	function read(text, own = []) {
		const lines = text.split("\n"), headings = [], titles = new Map();
		const index = { letters: +lines[0], kinds: ["Pages", ...lines[1].split("\t")],
			states: ["", ...lines[2].split("\t")], periods: ["", ...lines[3].split("\t")], places: [], words: [], owners: new Map() };
		let entry, address = "", anchor = "", word = "", at = 4;
		for (; lines[at]; at++) {
			const sign = lines[at][0], [first, second, third] = lines[at].slice(/[#!]/.test(sign)).split("\t");
			if (sign === "#") headings.push(first);
			if (sign === "#" || sign === "!") {
				const heading = sign === "#" ? first : headings[numbers(first)()];
				index.places.push({ entry, heading, anchor: second !== undefined ? second
					: heading.replace(/[^\w\- ]/g, "").replace(/ /g, "-").toLowerCase() });
				continue;
			}
			const next = numbers(first);
			entry = { kind: next(), state: next(), period: index.periods[lines[3] ? next() : 0], title: second, address: address = after(address, first, next) };
			if (third) anchor = after(anchor, third);
			else index.owners.set(address, entry);
			const twin = titles.get(second);
			if (twin) twin.isTwin = entry.isTwin = true;
			titles.set(second, entry);
			index.places.push({ entry, heading: "", anchor: third ? anchor : "" });
		}
		for (at++; lines[at]; at++) {
			const blank = lines[at].indexOf(" ", 1);
			index.words.push([word = after(word, lines[at].slice(0, blank)), lines[at].slice(blank + 1)]);
		}
		// Waymark's own pages, which the index has not.
		for (const { href, textContent } of own) {
			entry = { kind: 0, state: 0, period: "", title: textContent.trim(), href };
			index.places.push({ entry, heading: "", anchor: "" });
		}
		const seen = new Map(); // headings come again and again
		for (const place of index.places) {
			const title = place.heading || place.entry.title;
			if (!seen.has(title)) seen.set(title, words(title));
			place.words = seen.get(title);
		}
		return index;
	}

	function placesOf(gaps) {
		const places = [], next = numbers(gaps);
		for (let place = 0; next.at < gaps.length; place++) places.push(place += next());
		return places;
	}

	// One letter too many, too few, other, or two in the wrong order.  A longer word may still be being written.
	function isNear(sought, word) {
		let same = 0;
		while (same < sought.length && sought[same] === word[same]) same++;
		const a = sought.slice(same), b = word.slice(same);
		const fits = (left, right) => left === right ||
			(sought.length > 4 && a.length > 2 && right.startsWith(left));
		return fits(a.slice(1), b.slice(1)) || fits(a.slice(1), b) || fits(a, b.slice(1)) ||
			(a.length > 1 && a[0] === b[1] && a[1] === b[0] && fits(a.slice(2), b.slice(2)));
	}

	// What a find is worth: nearly the word, its beginning, the word itself.
	const TITLE = [0, 10, 16, 24], HEADING = [0, 4, 6, 9], TEXT = [0, 1, 1.5, 3];

	function grade(sought, word, nearly) {
		if (word.startsWith(sought)) return word === sought ? 3 : 2;
		return nearly && sought.length > 3 && isNear(sought, word) ? 1 : 0;
	}

	// The places that have the word, with the worth of that.
	function lookUp(index, sought, nearly) {
		const found = new Map(), cut = [...sought].slice(0, index.letters).join("");
		const add = (place, worth) => worth > (found.get(place) || 0) && found.set(place, worth);
		for (const [word, gaps] of index.words) {
			const how = grade(cut, word, nearly);
			if (how) for (const place of placesOf(gaps)) add(place, TEXT[how]);
		}
		index.places.forEach((place, i) => {
			for (const word of place.words) add(i, (place.heading ? HEADING : TITLE)[grade(sought, word, nearly)]);
		});
		return found.size || nearly ? found : lookUp(index, sought, true);
	}

	// Results, the best first: entries with all words; where there are none, with some (`partly`).
	function find(index, query) {
		const sought = [...new Set(words(query))].slice(0, 8), asked = sought.join(" "), entries = new Map();
		sought.forEach((word, k) => lookUp(index, word, false).forEach((worth, i) => {
			const place = index.places[i], { entry } = place;
			if (!entries.has(entry)) entries.set(entry, { entry, best: [], at: new Map() });
			const { best, at } = entries.get(entry);
			best[k] = Math.max(worth, best[k] || 0);
			at.set(place, worth + (at.get(place) || 0));
		}));
		const results = [...entries.values()].map(({ entry, best, at }) => {
			const title = words(entry.title).join(" "), matched = best.filter(Boolean).length;
			let score = best.reduce((sum, worth) => sum + worth, 0) + Math.min(at.size, 5) * 0.4;
			if (title.startsWith(asked)) score += title === asked ? 30 : 8;
			if (entry.kind) score *= 1.25;
			if (entry.period[0] === "!") score *= 0.6; // it is over
			return { entry, matched, score,
				place: [...at].reduce((a, b) => b[1] > a[1] ? b : a)[0] };
		}).sort((a, b) => b.matched - a.matched || b.score - a.score);
		const all = results.filter(result => result.matched === sought.length);
		return { partly: !all.length, results: all.length ? all : results };
	}

	return { words, read, find };
})();
