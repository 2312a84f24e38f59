// server: serves the built sites on 127.0.0.1, as a plain web server would.
import fs from "node:fs";
import http from "node:http";
import path from "node:path";

const types = {
	".html": "text/html; charset=utf-8",
	".css": "text/css; charset=utf-8",
	".js": "text/javascript; charset=utf-8",
	".json": "application/json",
	".svg": "image/svg+xml",
	".png": "image/png",
	".jpg": "image/jpeg",
	".xml": "application/xml",
};

function fileOf(folder, base, address) {
	const place = path.posix.normalize(decodeURIComponent(new URL(address, "http://a").pathname));
	const file = path.join(folder, place.slice(base.length));
	if (!place.startsWith(base) || !fs.existsSync(file))
		return null;
	return fs.statSync(file).isDirectory() ? path.join(file, "index.html") : file;
}

// What is not there is answered with the site's own page for that.
function answer(folder, base, request, response) {
	const file = fileOf(folder, base, request.url);
	const shown = file ?? path.join(folder, "404.html");
	response.statusCode = file ? 200 : 404;
	response.setHeader("Content-Type", types[path.extname(shown)] ?? "application/octet-stream");
	response.end(fs.existsSync(shown) ? fs.readFileSync(shown) : "not there");
}

// Serves a folder below the path `base`, such as "/" or "/book/".  Gives { address, close() }.
export function serve(folder, base) {
	const server = http.createServer((request, response) => answer(folder, base, request, response));
	return new Promise((resolve) => {
		server.listen(0, "127.0.0.1", () => resolve({
			address: `http://127.0.0.1:${server.address().port}${base}`,
			close: () => server.close(),
		}));
	});
}
