/* Draws the diagrams of a page with the library that the book brings; without it they stay as text. */
(function () {
	"use strict";
	document.addEventListener("DOMContentLoaded", function () {
		const nodes = [];
		const scheme = getComputedStyle(document.documentElement).colorScheme;
		const dark = scheme === "dark" ||
			(scheme !== "light" && matchMedia("(prefers-color-scheme: dark)").matches);
		if (typeof mermaid === "undefined")
			return;
		for (const code of document.querySelectorAll("pre > code.language-mermaid")) {
			const figure = code.parentNode;
			figure.textContent = code.textContent;
			figure.className = "mermaid";
			nodes.push(figure);
		}
		mermaid.initialize({
			startOnLoad: false,
			securityLevel: "strict",
			theme: dark ? "dark" : "default",
		});
		/* Version 10 and later have run(). */
		if (mermaid.run)
			mermaid.run({ nodes: nodes });
		else
			mermaid.init(undefined, nodes);
	});
})();
