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

function answer(folder, request, response) {
	let file = path.join(folder, path.normalize(decodeURIComponent(new URL(request.url, "http://a").pathname)));
	if (fs.existsSync(file) && fs.statSync(file).isDirectory())
		file = path.join(file, "index.html");
	const isThere = fs.existsSync(file);
	response.statusCode = isThere ? 200 : 404;
	response.setHeader("Content-Type", types[path.extname(file)] ?? "application/octet-stream");
	response.end(isThere ? fs.readFileSync(file) : "not there");
}

// Gives { origin, close() }.
export function serve(folder) {
	const server = http.createServer((request, response) => answer(folder, request, response));
	return new Promise((resolve) => {
		server.listen(0, "127.0.0.1", () => resolve({
			origin: `http://127.0.0.1:${server.address().port}`,
			close: () => server.close(),
		}));
	});
}
