// Asks the search's script without a browser: node search.js FIND.js [INDEX.js]
//
// Standard input is a JSON list of texts.  Without an index the output is the words of each; with one, what each
// finds, and at the end every place that the index knows.
"use strict";
const fs = require("fs"), vm = require("vm");
const [find, index] = process.argv.slice(2).map(path => fs.readFileSync(path, "utf8"));
const texts = JSON.parse(fs.readFileSync(0, "utf8"));
const script = vm.runInThisContext(find + ";waymarkFind");
let answer = texts.map(text => script.words(text));

if (index !== undefined) {
	const book = script.read(vm.runInThisContext(index + ";waymarkIndex"));
	const show = ({ entry, anchor, heading }) => ({ kind: book.kinds[entry.kind], state: book.states[entry.state],
		title: entry.title, address: entry.address, anchor, heading });
	const results = texts.map(text => {
		const { partly, results: found } = script.find(book, text);
		return { partly, results: found.map(result => show(result.place)) };
	});
	answer = { results, places: book.places.map(show), letters: book.letters };
}
process.stdout.write(JSON.stringify(answer));
