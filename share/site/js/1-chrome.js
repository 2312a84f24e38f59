// What every page has: the reader's theme, the menu of a phone, keys.  Other files add keys with
// waymark.key("s", "Search", function).
(function () {
	"use strict";
	var root = document.documentElement;
	var keys = [], waiting = "", dialog = null;

	function stored(name) {
		try { return localStorage.getItem(name) || ""; } catch (error) { return ""; }
	}

	function store(name, value) {
		try {
			if (value) localStorage.setItem(name, value);
			else localStorage.removeItem(name);
		} catch (error) { /* no storage: good for this page only */ }
	}

	function make(tag, properties, children) {
		var element = Object.assign(document.createElement(tag), properties || {});
		(children || []).forEach(function (child) { element.append(child); });
		return element;
	}

	function setTheme(theme) {
		if (theme) root.dataset.theme = theme;
		else delete root.dataset.theme;
		store("waymark-theme", theme);
	}

	function startTheme() {
		var select = document.querySelector(".wm-theme");
		if (!select) return;
		select.value = root.dataset.theme || "";
		select.addEventListener("change", function () { setTheme(select.value); });
	}

	function startMenu() {
		var button = document.querySelector(".wm-menu"), views = document.querySelector(".views");
		if (!button || !views) return;
		function open(is) {
			views.classList.toggle("open", is);
			button.setAttribute("aria-expanded", String(is));
		}
		button.addEventListener("click", function () { open(!views.classList.contains("open")); });
		document.addEventListener("keydown", function (event) {
			if (event.key !== "Escape" || !views.classList.contains("open")) return;
			open(false);
			button.focus();
		});
	}

	// The page that a link of the page leads to: keys never know addresses of their own.
	function follow(selector) {
		return function () {
			var link = document.querySelector(selector);
			if (link) location.href = link.href;
			return Boolean(link);
		};
	}

	function row(key) {
		var sequence = key.keys.split(" ").map(function (one) { return make("kbd", { textContent: one }); });
		var cell = make("th", { scope: "row" });
		sequence.forEach(function (one, i) { cell.append(i ? " then " : "", one); });
		return make("tr", {}, [cell, make("td", { textContent: key.label })]);
	}

	function makeDialog() {
		var on = make("input", { type: "checkbox", checked: stored("waymark-keys") !== "off" });
		var close = make("button", { type: "button", textContent: "Close" });
		var result = make("dialog", { className: "wm-dialog" }, [
			make("h2", { textContent: "Keyboard shortcuts", id: "wm:keys" }),
			make("table", {}, [make("tbody", {}, keys.map(row))]),
			make("p", {}, [make("label", {}, [on, " Single keys act on this site"])]),
			close
		]);
		result.setAttribute("aria-labelledby", "wm:keys");
		on.addEventListener("change", function () { store("waymark-keys", on.checked ? "" : "off"); });
		close.addEventListener("click", function () { result.close(); });
		document.body.append(result);
		return result;
	}

	function showKeys() {
		dialog = dialog || makeDialog();
		dialog.showModal();
		return true;
	}

	// The focus stays in a dialog that was closed until the browser draws again.
	function isTyping(target) {
		if (target.closest("dialog:not([open])")) return false;
		return target.isContentEditable || /^(INPUT|SELECT|TEXTAREA)$/.test(target.tagName) ||
			document.querySelector("dialog[open]");
	}

	function pressed(event) {
		var sequence, found;
		if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
		if (event.key.length !== 1 || (stored("waymark-keys") === "off" && event.key !== "?")) return;
		sequence = waiting ? waiting + " " + event.key : event.key;
		found = keys.find(function (key) { return key.keys === sequence; });
		waiting = !found && keys.some(function (key) { return key.keys.startsWith(sequence + " "); }) ? sequence : "";
		if (found && found.act() !== false) event.preventDefault();
	}

	window.waymark = {
		make: make,
		key: function (sequence, label, act) { keys.push({ keys: sequence, label: label, act: act }); }
	};
	waymark.key("?", "Show these shortcuts", showKeys);
	if (document.querySelector("[rel=prev]")) waymark.key("p", "Previous page", follow("[rel=prev]"));
	if (document.querySelector("[rel=next]")) waymark.key("n", "Next page", follow("[rel=next]"));
	waymark.key("g h", "Go to the first page", follow("header .book"));
	document.querySelectorAll(".views a").forEach(function (link) {
		// The first letter that no other page has: "g o" where changes come before contents.
		var letter = Array.from(link.textContent.trim().toLowerCase()).find(function (one) {
			return one.trim() && !keys.some(function (key) { return key.keys === "g " + one; });
		});
		if (letter)
			waymark.key("g " + letter, "Go to " + link.textContent.trim(), function () { location.href = link.href; });
	});
	startTheme();
	startMenu();
	document.addEventListener("keydown", pressed);
	document.querySelectorAll(".wm-keys").forEach(function (button) { button.addEventListener("click", showKeys); });
})();
