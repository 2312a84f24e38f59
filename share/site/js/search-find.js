// Looks up words in the book's index, whose form src/site/search.h tells.  No page is needed for this part.
const waymarkFind = (() => {
	"use strict";
	// As src/base/word.c cuts text; tests/words.txt holds both to the same.
	const ALONE = "\\u3040-\\u30ff\\u3400-\\u9fff\\uf900-\\ufaff\\u{20000}-\\u{3ffff}";
	const WORD = new RegExp(`[${ALONE}]|(?:(?![${ALONE}])[\\p{Alphabetic}\\p{N}])+`, "gu");
	const MOST_WORDS = 8;

	function words(text) {
		if (/^[\0-\x7f]*$/.test(text)) return text.toLowerCase().match(/[a-z0-9]+/g) || [];
		const plain = text.normalize("NFD").replace(/\p{M}+/gu, "").toLowerCase();
		return plain.replace(/ς/g, "σ").match(WORD) || [];
	}

	// Numbers from a position of a text on: base 88, small ones in one character.
	function numbers(text, at) {
		function next() {
			const code = text.charCodeAt(at++);
			const digit = code - 37 - (code > 92) - (code > 96);
			return digit < 58 ? digit : digit + 30 * next();
		}
		return { next, at: () => at, more: () => at < text.length };
	}

	function anchorOf(heading) {
		return heading.replace(/[^\w\- ]/g, "").replace(/ /g, "-").toLowerCase();
	}

	function read(text) {
		const lines = text.split("\n"), tabs = line => lines[line] ? lines[line].split("\t") : [];
		const index = {
			letters: +lines[0], kinds: ["Pages", ...tabs(1)], states: ["", ...tabs(2)],
			entries: [], places: [], words: [], rest: [], owners: new Map(),
		};
		const headings = [];
		let address = "", anchor = "", word = "", at = 3;

		function readEntry(line) {
			const head = numbers(line, 0), kind = head.next(), state = head.next(), shared = head.next();
			const [rest, title, more] = line.slice(head.at()).split("\t");
			address = address.slice(0, shared) + rest;
			if (more) {
				const after = numbers(more, 0);
				anchor = anchor.slice(0, after.next()) + more.slice(after.at());
			}
			const entry = { kind, state, address, title, number: index.entries.length };
			if (!more && !index.owners.has(address)) index.owners.set(address, entry);
			index.entries.push(entry);
			index.places.push({ entry, heading: "", anchor: more ? anchor : "" });
		}

		function readPart(line) {
			const [first, other] = line.slice(1).split("\t");
			const heading = line[0] === "#" ? first : headings[numbers(first, 0).next()];
			if (line[0] === "#") headings.push(heading);
			index.places.push({ entry: index.entries[index.entries.length - 1], heading,
				anchor: other === undefined ? anchorOf(heading) : other });
		}

		for (; lines[at]; at++) (/^[#!]/.test(lines[at]) ? readPart : readEntry)(lines[at]);
		for (at++; lines[at]; at++) {
			const head = numbers(lines[at], 0), shared = head.next(), blank = lines[at].indexOf(" ", head.at());
			word = word.slice(0, shared) + lines[at].slice(head.at(), blank);
			index.words.push(word);
			index.rest.push(lines[at].slice(blank + 1));
		}
		const seen = new Map(), titles = new Map(); // headings come again and again
		for (const place of index.places) {
			const title = place.heading || place.entry.title;
			if (!seen.has(title)) seen.set(title, words(title));
			place.words = seen.get(title);
			if (place.heading) continue;
			const twin = titles.get(title);
			if (twin) twin.isTwin = place.entry.isTwin = true;
			titles.set(title, place.entry);
		}
		return index;
	}

	function placesOf(index, i) {
		const places = [], gaps = numbers(index.rest[i], 0);
		for (let next = 0; gaps.more(); next++) places.push(next += gaps.next());
		return places;
	}

	// One letter too many, too few, other, or two in the wrong order.  A word that is still being written may be
	// the beginning of the one that is meant.
	function isNear(sought, word) {
		let same = 0;
		while (same < sought.length && sought[same] === word[same]) same++;
		const a = sought.slice(same), b = word.slice(same);
		const fits = (left, right) => left === right ||
			(sought.length > 4 && a.length > 2 && right.startsWith(left));
		return fits(a.slice(1), b.slice(1)) || fits(a.slice(1), b) || fits(a, b.slice(1)) ||
			(a.length > 1 && a[0] === b[1] && a[1] === b[0] && fits(a.slice(2), b.slice(2)));
	}

	const EXACT = 3, BEGINS = 2, NEAR = 1;
	function grade(sought, word, nearly) {
		if (word === sought) return EXACT;
		if (word.startsWith(sought)) return BEGINS;
		return nearly && sought.length > 3 && isNear(sought, word) ? NEAR : 0;
	}

	const TITLE = [0, 10, 16, 24], HEADING = [0, 4, 6, 9], TEXT = [0, 1, 1.5, 3];

	// The places that have the word, with what that is worth.
	function lookUp(index, sought, nearly) {
		const found = new Map(), cut = [...sought].slice(0, index.letters).join("");
		const add = (place, worth) => found.set(place, Math.max(worth, found.get(place) || 0));
		index.words.forEach((word, i) => {
			const how = grade(cut, word, nearly);
			if (!how) return;
			const places = placesOf(index, i);
			const rare = 1 + Math.log2(index.places.length / places.length) / 10;
			for (const place of places) add(place, TEXT[how] * rare);
		});
		index.places.forEach((place, i) => {
			let how = 0;
			for (const word of place.words) how = Math.max(how, grade(sought, word, nearly));
			if (how) add(i, (place.heading ? HEADING : TITLE)[how]);
		});
		return found.size || nearly ? found : lookUp(index, sought, true);
	}

	// Per entry: what each word is worth in its best place, and the place that has most of them.
	function gather(index, hits) {
		const entries = new Map();
		hits.forEach((found, k) => {
			for (const [at, worth] of found) {
				const { entry } = index.places[at];
				let result = entries.get(entry);
				if (!result) entries.set(entry, result = { entry, best: [], at: new Map() });
				result.best[k] = Math.max(worth, result.best[k] || 0);
				result.at.set(at, worth + (result.at.get(at) || 0));
			}
		});
		return [...entries.values()];
	}

	function weigh(index, result, sought) {
		const { entry, best, at } = result, title = words(entry.title).join(" "), query = sought.join(" ");
		result.matched = best.filter(Boolean).length;
		result.score = best.reduce((sum, worth) => sum + worth, 0) + Math.min(at.size, 5) * 0.4;
		if (title === query) result.score += 30;
		else if (title.startsWith(query)) result.score += 8;
		if (entry.kind) result.score *= 1.25;
		result.place = index.places[[...at].reduce((a, b) => b[1] > a[1] ? b : a)[0]];
	}

	// Results, the best first: entries with all words; where there are none, with some (`partly`).
	function find(index, query) {
		const sought = [...new Set(words(query))].slice(0, MOST_WORDS);
		const results = gather(index, sought.map(word => lookUp(index, word, false)));
		for (const result of results) weigh(index, result, sought);
		const all = results.filter(result => result.matched === sought.length), partly = !all.length;
		return {
			partly, results: (partly ? results : all).sort((a, b) =>
				b.matched - a.matched || b.score - a.score || a.entry.number - b.entry.number),
		};
	}

	return { words, read, find };
})();
