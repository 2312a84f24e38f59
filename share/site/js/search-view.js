// The search dialog.  Without this script the link in the header leads to the contents.
(() => {
	"use strict";
	const link = document.querySelector("a.wm-search");
	if (!link || !window.HTMLDialogElement) return;
	const SHOWN = 6; // results of a kind
	const home = new URL(link.dataset.index, document.baseURI);
	let index, asked, active = -1, options = [], unfolded = new Set();

	function make(tag, attributes, ...children) {
		const element = document.createElement(tag);
		for (const name in attributes) element.setAttribute(name, attributes[name]);
		element.append(...children);
		return element;
	}

	const button = make("button", { type: "button", class: "wm-search", "aria-haspopup": "dialog",
		"aria-keyshortcuts": "/ Control+K" }, link.textContent.trim(), make("kbd", { "aria-hidden": "true" }, "/"));
	const input = make("input", { type: "text", role: "combobox", "aria-label": "Search this book",
		"aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": "wm:results", inputmode: "search",
		enterkeyhint: "go", autocomplete: "off", autocapitalize: "off", spellcheck: "false",
		placeholder: "Words of a title or of the text" });
	const close = make("button", { type: "button", class: "wm-close" }, "Close");
	const status = make("p", { role: "status" });
	const list = make("div", { role: "listbox", id: "wm:results", "aria-label": "Results" });
	const contents = make("p", {}, make("a", { href: link.href }, "All titles are in the contents"));
	const dialog = make("dialog", { class: "wm-dialog wm-find", "aria-label": "Search" },
		make("div", { class: "wm-bar" }, input, close), status, list, contents);

	function load() {
		if (asked) return;
		asked = make("script", { src: home.href });
		asked.onload = () => {
			index = waymarkFind.read(window.waymarkIndex);
			show();
		};
		asked.onerror = () => {
			asked.remove();
			asked = undefined;
			status.textContent = "The search could not be loaded.";
		};
		document.head.append(asked);
	}

	function addressOf({ entry, anchor }) {
		const path = encodeURI(entry.address).replace(/[?#]/g, encodeURIComponent);
		return new URL("../" + path + (anchor && "#" + encodeURIComponent(anchor)), home).href;
	}

	// What stands below the title: the part of the page, the page that the record stands on, or what tells it
	// from others of the same title.
	function whereOf({ entry, heading }) {
		const owner = index.owners.get(entry.address);
		if (heading) return heading;
		if (owner && owner !== entry) return owner.title;
		return entry.isTwin ? entry.address : "";
	}

	function makeOption({ entry, place }) {
		const where = whereOf(place);
		const option = make("a", { role: "option", id: "wm:result-" + options.length, tabindex: "-1",
			"aria-selected": "false", href: addressOf(place) }, make("span", { class: "title" }, entry.title));
		if (entry.state) option.append(" ", make("span", { class: "wm-state" }, index.states[entry.state]));
		if (where) option.append(" ", make("small", {}, where));
		option.addEventListener("click", () => dialog.close());
		return option;
	}

	function makeMore(kind, count) {
		const option = make("div", { role: "option", id: "wm:result-" + options.length, class: "wm-more",
			"aria-selected": "false" }, `Show ${count} more`);
		option.addEventListener("click", () => {
			const at = options.indexOf(option);
			unfolded.add(kind);
			show();
			select(at);
		});
		return option;
	}

	function makeGroup(kind, results) {
		const label = make("div", { id: "wm:kind-" + kind, role: "presentation" }, index.kinds[kind]);
		const group = make("div", { role: "group", "aria-labelledby": label.id }, label);
		const shown = unfolded.has(kind) || results.length <= SHOWN + 1 ? results.length : SHOWN;
		const add = option => {
			options.push(option);
			group.append(option);
		};
		for (const result of results.slice(0, shown)) add(makeOption(result));
		if (shown < results.length) add(makeMore(kind, results.length - shown));
		return group;
	}

	function say(query, count, partly) {
		if (!query) return index.letters ? "" : "Titles and headings are searched; the text is too long for it.";
		if (!count) return "Nothing found.";
		const found = count === 1 ? "1 result" : count + " results";
		return partly && query.includes(" ") ? `No place has all these words; ${found} with some of them.` : found + ".";
	}

	function show() {
		if (!index) return;
		const query = input.value.trim(), groups = new Map();
		const { partly, results } = waymarkFind.find(index, query);
		for (const result of results) {
			const { kind } = result.entry;
			groups.set(kind, [...groups.get(kind) || [], result]);
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
		input.focus();
		input.select();
		load();
	}

	const keys = {
		ArrowDown: () => select(active + 1),
		ArrowUp: () => select(active < 0 ? options.length - 1 : active - 1),
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
