// The search dialog.  Without this script the link in the header leads to the contents.
(() => {
	"use strict";
	const link = document.querySelector("a.wm-search");
	if (!link || !window.HTMLDialogElement) return;
	const SHOWN = 6; // results of a kind
	const home = new URL(link.dataset.index, document.baseURI);
	let index, script, active = -1, options = [], unfolded = new Set();

	function make(tag, attributes, ...children) {
		const element = document.createElement(tag);
		for (const name in attributes) element.setAttribute(name, attributes[name]);
		element.append(...children);
		return element;
	}

	const button = make("button", { type: "button", class: "wm-search", "aria-haspopup": "dialog",
		"aria-keyshortcuts": "/ Control+K" }, link.textContent, make("kbd", { "aria-hidden": "true" }, "/"));
	const input = make("input", { type: "text", role: "combobox", "aria-label": "Search this book",
		"aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": "wm:results", enterkeyhint: "go",
		autocomplete: "off", autocapitalize: "off", spellcheck: "false", placeholder: "Words of a title or text" });
	const close = make("button", { type: "button" }, "Close");
	const status = make("p", { role: "status" });
	const list = make("div", { role: "listbox", id: "wm:results", "aria-label": "Results" });
	const dialog = make("dialog", { class: "wm-dialog wm-find", "aria-label": "Search" },
		make("div", { class: "bar" }, input, close), status, list,
		make("p", {}, make("a", { href: link.href }, "All titles are in the contents")));

	function load() {
		if (script) return;
		script = make("script", { src: home.href });
		script.onload = () => {
			index = waymarkFind.read(waymarkIndex, document.querySelectorAll(".views a"));
			show();
		};
		script.onerror = () => {
			script = undefined;
			status.textContent = "The search could not be loaded.";
		};
		document.head.append(script);
	}

	// Below the title: the part of the page, the page of the record, or what tells it from its namesakes.
	function whereOf({ entry, heading }) {
		const owner = index.owners.get(entry.address);
		if (heading) return heading;
		if (owner && owner !== entry) return owner.title;
		return entry.isTwin ? entry.address : "";
	}

	function addOption(group, option) {
		option.id = "wm:result-" + options.length;
		option.setAttribute("aria-selected", "false");
		options.push(option);
		group.append(option);
	}

	function makeResult({ entry, place }) {
		const path = encodeURI(entry.address || "").replace(/[?#]/g, encodeURIComponent), where = whereOf(place);
		const { href } = entry.href ? entry : new URL(`../${path}${place.anchor && "#" + encodeURI(place.anchor)}`, home);
		const option = make("a", { role: "option", tabindex: "-1", href }, make("span", {}, entry.title));
		if (entry.state) option.append(" ", make("span", { class: "now" }, index.states[entry.state]));
		if (entry.period) option.append(" ", make("small", {}, entry.period.replace("!", "")));
		if (where) option.append(" ", make("small", {}, where));
		option.addEventListener("click", () => dialog.close());
		return option;
	}

	function makeMore(kind, count) {
		const option = make("div", { role: "option", class: "rest" }, `Show ${count} more`);
		option.addEventListener("click", () => {
			const at = options.indexOf(option);
			unfolded.add(kind);
			show();
			select(at);
		});
		return option;
	}

	function makeGroup(kind, results) {
		const id = "wm:kind-" + kind, group = make("div", { role: "group", "aria-labelledby": id },
			make("div", { id, role: "presentation" }, index.kinds[kind]));
		const shown = unfolded.has(kind) || results.length <= SHOWN + 1 ? results.length : SHOWN;
		for (const result of results.slice(0, shown)) addOption(group, makeResult(result));
		if (shown < results.length) addOption(group, makeMore(kind, results.length - shown));
		return group;
	}

	function say(query, count, partly) {
		if (!query) return index.letters ? "" : "Only titles and headings are searched: the text is too long.";
		if (!count) return "Nothing found.";
		return (count === 1 ? "1 result" : count + " results") + (partly ? " with some of these words." : ".");
	}

	function show() {
		if (!index) return;
		const query = input.value.trim(), groups = new Map();
		const { partly, results } = waymarkFind.find(index, query);
		for (const result of results) {
			const { kind } = result.entry;
			if (!groups.has(kind)) groups.set(kind, []);
			groups.get(kind).push(result);
		}
		options = [];
		active = -1;
		list.replaceChildren(...[...groups].map(([kind, of]) => makeGroup(kind, of)));
		list.scrollTop = 0;
		input.setAttribute("aria-expanded", String(options.length > 0));
		input.removeAttribute("aria-activedescendant");
		status.textContent = say(query, results.length, partly);
	}

	function select(at) {
		if (!options.length) return;
		if (active >= 0) options[active].setAttribute("aria-selected", "false");
		active = (at + options.length) % options.length;
		options[active].setAttribute("aria-selected", "true");
		options[active].scrollIntoView({ block: "nearest" });
		input.setAttribute("aria-activedescendant", options[active].id);
	}

	function open() {
		dialog.showModal();
		input.select();
		load();
	}

	const keys = {
		ArrowDown: () => select(active + 1),
		ArrowUp: () => select(active < 0 ? -1 : active - 1),
		Enter: () => options.length && options[Math.max(active, 0)].click(),
	};
	input.addEventListener("keydown", event => {
		if (!keys[event.key] || event.isComposing) return;
		event.preventDefault();
		keys[event.key]();
	});
	input.addEventListener("input", () => {
		unfolded = new Set();
		show();
	});
	close.addEventListener("click", () => dialog.close());
	dialog.addEventListener("click", event => event.target === dialog && dialog.close());
	button.addEventListener("click", open);
	waymark.key("/", "Search", open);
	document.addEventListener("keydown", event => {
		if (event.key !== "k" || !(event.ctrlKey || event.metaKey) || document.querySelector("dialog[open]")) return;
		event.preventDefault();
		open();
	});
	link.replaceWith(button);
	document.body.append(dialog);
})();
