// The page of people: filter by text and by who has work that runs.  The choice stays in the address.
(function () {
	"use strict";
	var people = Array.from(document.querySelectorAll("main .person"));
	if (people.length < 2) return;
	var make = waymark.make;
	var text = make("input", { type: "search", placeholder: "Filter …" });
	var runs = make("input", { type: "checkbox" });
	var clear = make("button", { type: "button", textContent: "Clear" });
	var status = make("span", {});
	var form = make("form", { className: "wm-filter" }, [text,
		make("label", {}, [runs, " Only who has work that runs"]), clear, status]);

	function fold(string) {
		return string.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
	}

	var index = new Map();
	document.querySelectorAll("main .names a").forEach(function (link) {
		index.set(decodeURIComponent(link.hash.slice(1)), link.parentNode);
	});
	people.forEach(function (one) { one.words = fold(one.textContent); });

	function apply() {
		var words = fold(text.value).split(/\s+/).filter(Boolean), shown = 0;
		people.forEach(function (one) {
			one.hidden = (runs.checked && one.dataset.runs === undefined) ||
				!words.every(function (word) { return one.words.includes(word); });
			if (index.has(one.id)) index.get(one.id).hidden = one.hidden;
			shown += !one.hidden;
		});
		status.textContent = shown + " of " + people.length + " shown";
	}

	function read() {
		var choice = new URLSearchParams(location.hash.includes("=") ? location.hash.slice(1) : "");
		text.value = choice.get("q") || "";
		runs.checked = Boolean(choice.get("runs"));
		apply();
	}

	function changed() {
		var choice = new URLSearchParams();
		if (text.value.trim()) choice.set("q", text.value.trim());
		if (runs.checked) choice.set("runs", "1");
		history.replaceState(null, "", "#" + choice);
		apply();
	}

	text.setAttribute("aria-label", "Filter by text");
	status.setAttribute("role", "status");
	form.setAttribute("role", "search");
	form.setAttribute("aria-label", "Filter the people");
	form.addEventListener("submit", function (event) { event.preventDefault(); });
	text.addEventListener("input", changed);
	runs.addEventListener("change", changed);
	clear.addEventListener("click", function () {
		text.value = "";
		runs.checked = false;
		changed();
	});
	document.querySelector("main .sum").after(form);
	read();
	waymark.key("f", "Filter the people", function () { text.focus(); });
	// A link to somebody who is hidden shows everybody.
	window.addEventListener("hashchange", read);
})();
