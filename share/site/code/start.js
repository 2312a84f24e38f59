/* Gives code its colours, when it comes near what the reader sees: only then the library is loaded. */
(function () {
	"use strict";
	const scripts = document.currentScript.dataset.scripts.split(" ");
	const LONGEST = 50000;

	function load(address) {
		return new Promise(function (done, failed) {
			const script = document.createElement("script");
			script.src = address;
			script.onload = done;
			script.onerror = failed;
			document.head.append(script);
		});
	}

	function colour(code) {
		const language = code.className.slice("language-".length);
		if (hljs.getLanguage(language) && code.textContent.length < LONGEST)
			code.innerHTML = hljs.highlight(language, code.textContent, true).value;
	}

	document.addEventListener("DOMContentLoaded", function () {
		let library = null;
		const observer = new IntersectionObserver(function (entries) {
			for (const entry of entries) {
				if (!entry.isIntersecting)
					continue;
				observer.unobserve(entry.target);
				library = library || load(scripts[0]).then(function () {
					return Promise.all(scripts.slice(1).map(load));
				});
				library.then(function () { colour(entry.target); });
			}
		}, { rootMargin: "400px" });
		for (const code of document.querySelectorAll('pre > code[class^="language-"]'))
			observer.observe(code);
	});
})();
