/* Highlights the code on a page when its languages are there.  Very long code stays as it is. */
(function () {
	"use strict";
	hljs.configure({ hideUpgradeWarningAcceptNoSupportOrSecurityUpdates: true });
	document.addEventListener("DOMContentLoaded", function () {
		for (const code of document.querySelectorAll('pre > code[class^="language-"]')) {
			const language = code.className.slice("language-".length);
			if (hljs.getLanguage(language) && code.textContent.length < 50000)
				hljs.highlightBlock(code);
		}
	});
})();
