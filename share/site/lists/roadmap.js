// The roadmap's tables: filter by text, period, state, owner, theme and help; sort; fold.  The choice stays in the
// address behind the "#", which works in a folder without a server, too.
(function () {
	"use strict";
	var tables = Array.from(document.querySelectorAll("table.roadmap"));
	if (tables.length === 0) return;
	var make = waymark.make;
	var choice = read();
	var rows = [];
	var text, help, status, selects = [];

	function read() {
		var hash = location.hash.slice(1);
		return new URLSearchParams(hash.includes("=") ? hash : "");
	}

	function set(name, value) {
		if (value) choice.set(name, value);
		else choice.delete(name);
		history.replaceState(null, "", "#" + choice.toString());
		apply();
	}

	function fold(string) {
		return string.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
	}

	function goalId(body) {
		var link = body.rows[0].querySelector("a");
		return fold((link || body.rows[0].cells[0]).textContent.trim());
	}

	tables.forEach(function (table, number) {
		Array.from(table.tBodies).forEach(function (body, order) {
			body.order = order;
			body.key = number + ":" + goalId(body);
			Array.from(body.rows).forEach(function (row, i) {
				row.order = i;
				row.body = body;
				row.text = fold(row.textContent);
				row.owner = Array.from(row.querySelectorAll(".owner:not(:has(.none))"), function (cell) { return cell.textContent.trim(); }).join();
				row.period = table.closest(".period") ? table.closest(".period").querySelector("h2").textContent : "";
				row.themes = (row.dataset.themes || "").split("\t").filter(Boolean);
				rows.push(row);
			});
		});
	});

	function passes(row) {
		var words = fold(choice.get("q") || "").split(/\s+/).filter(Boolean);
		return words.every(function (word) { return row.text.includes(word); }) &&
			(!choice.get("state") || row.dataset.state === choice.get("state")) &&
			(!choice.get("period") || row.period === choice.get("period")) &&
			(!choice.get("theme") || row.themes.includes(choice.get("theme"))) &&
			(!choice.get("owner") || row.owner.split(", ").includes(choice.get("owner"))) &&
			(!choice.get("help") || row.dataset.help !== undefined);
	}

	function filter() {
		var active = ["q", "period", "state", "owner", "theme", "help"].some(function (name) { return choice.get(name); });
		rows.forEach(function (row) { row.passes = passes(row); });
		tables.forEach(function (table) {
			var period = table.closest(".period"), any = false;
			Array.from(table.tBodies).forEach(function (body) {
				var some = Array.from(body.rows).some(function (row) { return row.passes; });
				any = any || some;
				body.classList.toggle("out", !some);
				Array.from(body.rows).forEach(function (row) {
					var above = row.classList.contains("depth0") && some && !row.passes;
					row.classList.toggle("above", above);
					row.classList.toggle("out", !row.passes && !above);
				});
				body.classList.toggle("folded", !active && folded().includes(body.key));
				mark(body);
			});
			if (!period) return;
			period.hidden = !any;
			if (period.was === undefined) period.was = period.open;
			period.open = active ? any : period.was;
		});
		count();
	}

	// What a reader sees: not what is folded, nor a goal that is there for what stands below it.
	function count() {
		var shown = rows.filter(function (row) {
			var period = row.closest(".period");
			return row.passes && (!period || period.open) && (row === row.body.head || !row.body.classList.contains("folded"));
		});
		status.textContent = shown.length + " of " + rows.length + " shown";
	}

	var stateOrder = ["active", "wanted", "paused", "proposed", "unknown", "done", "dropped", "none"];
	// What a row is sorted by; a column's heading names its sort in data-sort.
	var sorts = {
		title: function (row) { return fold((row.querySelector("a") || row.cells[0]).textContent); },
		state: function (row) { return stateOrder.indexOf(row.dataset.state); },
		progress: function (row) { return Number(row.dataset.percent); },
		owner: function (row) { return fold(row.owner) || "\uffff"; },
		due: function (row) { return row.dataset.due || "9"; }
	};

	function sort() {
		var by = sorts[choice.get("sort")], sign = choice.get("down") ? -1 : 1;
		function compare(a, b) {
			var x, y;
			if (by) {
				x = by(a);
				y = by(b);
				if (x < y) return -sign;
				if (x > y) return sign;
			}
			return a.body === b.body ? a.order - b.order : a.body.order - b.body.order;
		}
		tables.forEach(function (table) {
			var bodies = Array.from(table.tBodies);
			bodies.sort(function (a, b) { return compare(a.head, b.head); });
			bodies.forEach(function (body) {
				var below = Array.from(body.rows).filter(function (row) { return row !== body.head; });
				// Rows two deep would leave what they belong to: only flat groups are sorted inside.
				if (!body.querySelector(".depth2")) below.sort(compare);
				body.append(body.head);
				below.forEach(function (row) { body.append(row); });
				table.append(body);
			});
			Array.from(table.tHead.rows[0].cells).forEach(function (cell) {
				if (by && cell.dataset.sort === choice.get("sort")) cell.setAttribute("aria-sort", sign > 0 ? "ascending" : "descending");
				else cell.removeAttribute("aria-sort");
			});
		});
	}

	function folded() {
		return (choice.get("fold") || "").split("|").filter(Boolean);
	}

	function mark(body) {
		var is = body.classList.contains("folded");
		if (!body.button) return;
		body.button.textContent = is ? "▸" : "▾";
		body.button.setAttribute("aria-expanded", String(!is));
	}

	function addFold(body) {
		if (body.rows.length < 2) return;
		body.button = make("button", { className: "wm-fold", type: "button" });
		body.button.setAttribute("aria-label", "Initiatives of " + body.head.cells[0].textContent.trim());
		body.head.cells[0].prepend(body.button);
		body.button.addEventListener("click", function () {
			var keys = folded(), at = keys.indexOf(body.key);
			if (at < 0) keys.push(body.key);
			else keys.splice(at, 1);
			set("fold", keys.join("|"));
		});
	}

	function addSort(cell) {
		var name = cell.dataset.sort, button;
		if (!name) return;
		button = make("button", { className: "wm-sort", type: "button", textContent: cell.textContent });
		cell.replaceChildren(button);
		button.addEventListener("click", function () {
			var same = choice.get("sort") === name, down = choice.get("down");
			choice.delete("down");
			if (same && !down) choice.set("down", "1");
			set("sort", same && down ? "" : name);
		});
	}

	// Where there is one value, or none, there is nothing to choose.
	function select(name, label, values) {
		if (values.length < 2) return "";
		var element = make("select", {}, [make("option", { value: "", textContent: label })]);
		values.forEach(function (pair) { element.append(make("option", { value: pair[0], textContent: pair[1] })); });
		element.setAttribute("aria-label", label);
		element.name = name;
		element.addEventListener("change", function () { set(name, element.value); });
		selects.push(element);
		return element;
	}

	function states() {
		var seen = {};
		rows.forEach(function (row) {
			var word = row.querySelector(".state");
			if (word) seen[row.dataset.state] = word.textContent.trim();
		});
		return stateOrder.filter(function (name) { return seen[name]; })
			.map(function (name) { return [name, seen[name]]; });
	}

	function values(of, order) {
		var seen = new Set();
		rows.forEach(function (row) { of(row).filter(Boolean).forEach(function (one) { seen.add(one); }); });
		return Array.from(seen).sort(order).map(function (one) { return [one, one]; });
	}

	function sortNames() {
		return Object.keys(sorts).map(function (name) {
			var cell = tables[0].tHead.querySelector("[data-sort=" + name + "]");
			return cell && [name, "By " + cell.textContent.trim().toLowerCase()];
		}).filter(Boolean);
	}

	function addFilter() {
		var form = make("form", { className: "wm-filter" });
		var clear = make("button", { type: "button", textContent: "Clear" });
		text = make("input", { type: "search", placeholder: "Filter …", value: choice.get("q") || "" });
		text.setAttribute("aria-label", "Filter by text");
		help = make("input", { type: "checkbox", checked: Boolean(choice.get("help")) });
		status = make("span", {});
		status.setAttribute("role", "status");
		form.setAttribute("role", "search");
		form.setAttribute("aria-label", "Filter the roadmap");
		function byName(a, b) { return a.localeCompare(b); }
		var choices = make("div", {}, [select("period", "Every period", values(function (row) { return [row.period]; }, function () { return 0; })),
			select("state", "Every state", states()),
			select("owner", "Every owner", values(function (row) { return row.owner.split(", "); }, byName)),
			select("theme", "Every " + tables[0].dataset.theme, values(function (row) { return row.themes; }, byName)),
			select("sort", "In the book’s order", sortNames())]);
		if (rows.some(function (row) { return row.dataset.help !== undefined; }))
			choices.append(make("label", {}, [help, " Help wanted"]));
		form.append(make("div", {}, [text, clear, status]), choices);
		text.addEventListener("input", function () { set("q", text.value.trim()); });
		help.addEventListener("change", function () { set("help", help.checked ? "1" : ""); });
		form.addEventListener("submit", function (event) { event.preventDefault(); });
		clear.addEventListener("click", function () {
			choice = new URLSearchParams();
			set("q", "");
			show();
		});
		(document.querySelector("main .sum") || tables[0].parentNode).after(form);
	}

	function show() {
		text.value = choice.get("q") || "";
		selects.forEach(function (element) { element.value = choice.get(element.name) || ""; });
		help.checked = Boolean(choice.get("help"));
	}

	function apply() {
		filter();
		sort();
	}

	tables.forEach(function (table) {
		Array.from(table.tBodies).forEach(function (body) {
			body.head = body.rows[0];
			addFold(body);
		});
		Array.from(table.tHead.rows[0].cells).forEach(addSort);
	});
	addFilter();
	show();
	apply();
	document.querySelectorAll(".period").forEach(function (period) { period.addEventListener("toggle", count); });
	waymark.key("f", "Filter the roadmap", function () { text.focus(); });
	window.addEventListener("hashchange", function () {
		choice = read();
		show();
		apply();
	});
})();
