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
	var form = make("form", { className: "wm-filter" }, [make("div", {}, [text, clear, status]),
		make("div", {}, [make("label", {}, [runs, " Only who has work that runs"])])]);

	function fold(string) {
		return string.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
	}

	var groups = Array.from(document.querySelectorAll("main .period"));
	people.forEach(function (one) { one.words = fold(one.textContent); });

	function apply() {
		var words = fold(text.value).split(/\s+/).filter(Boolean), active = words.length > 0 || runs.checked;
		people.forEach(function (one) {
			one.hidden = (runs.checked && one.dataset.runs === undefined) ||
				!words.every(function (word) { return one.words.includes(word); });
		});
		document.querySelectorAll("main .names").forEach(function (index) { index.hidden = active; });
		groups.forEach(function (group) {
			group.hidden = !group.querySelector(".person:not([hidden])");
			if (active !== group.active) group.open = active;
			group.active = active;
		});
		count();
	}

	// What a reader sees: not what is folded.
	function count() {
		var shown = people.filter(function (one) { return !one.hidden && !one.closest(".period:not([open])"); });
		status.textContent = shown.length + " of " + people.length + " shown";
	}

	function read() {
		var choice = new URLSearchParams(location.hash.includes("=") ? location.hash.slice(1) : "");
		text.value = choice.get("q") || "";
		runs.checked = Boolean(choice.get("runs"));
		apply();
		open(document.getElementById(decodeURIComponent(location.hash.slice(1))));
	}

	// Whom a link leads to is shown with all that they do.
	function open(person) {
		var fold = person && person.querySelector("details");
		if (!people.includes(person)) return;
		if (fold) fold.open = true;
		if (person.closest(".period")) person.closest(".period").open = true;
		person.scrollIntoView();
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
	groups.forEach(function (group) { group.addEventListener("toggle", count); });
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
