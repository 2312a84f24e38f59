// network: a page loads nothing from elsewhere and the browser has nothing to complain about (errors
// of scripts, violations of the Content-Security-Policy), from a server and opened as a file.

// Pictures that the book's own text takes from elsewhere are the book's.
function isOfBook({ book }, url) {
	return book.text.includes(url) || book.text.includes(decodeURI(url));
}

async function quiet(reader, { path }) {
	const wrong = [];
	for (const scheme of ["http", "file"]) {
		const home = reader.address("", scheme);
		await reader.visit(path, { scheme }, async (page) => {
			await page.waitForLoadState("networkidle");
			const { requests, complaints } = page.noted;
			const excused = new Set(requests
				.filter(({ url, type }) => type === "image" && isOfBook(reader, url)).map(({ url }) => url));
			for (const { url } of requests)
				if (!url.startsWith(home) && !url.startsWith("data:") && !excused.has(url))
					wrong.push(`${scheme}: asks for ${url}`);
			for (const { text, url } of complaints)
				if (!excused.has(url))
					wrong.push(`${scheme}: ${text} ${url}`);
		});
	}
	return wrong;
}

export default [{ name: "quiet", pages: quiet }];
