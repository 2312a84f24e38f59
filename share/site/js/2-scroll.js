// Boxes that scroll sideways (tables, code) are stops of the Tab key while they have something to scroll,
// so that arrows move them in every browser.
(function () {
	"use strict";
	var boxes = document.querySelectorAll(".table, pre");
	if (boxes.length === 0 || !window.ResizeObserver) return;
	function mark(box) {
		if (box.scrollWidth > box.clientWidth) box.tabIndex = 0;
		else box.removeAttribute("tabindex");
	}
	var observer = new ResizeObserver(function (entries) {
		entries.forEach(function (entry) { mark(entry.target); });
	});
	boxes.forEach(function (box) { observer.observe(box); });
})();
