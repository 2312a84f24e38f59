// The reader's theme, before the first paint.  "js" on <html> lets the style show what only a script can serve.
(function () {
	"use strict";
	var root = document.documentElement;
	root.classList.add("js");
	try {
		var theme = localStorage.getItem("waymark-theme");
		if (theme) root.dataset.theme = theme;
	} catch (error) { /* no storage: the system's theme */ }
})();
