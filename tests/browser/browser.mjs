// browser: Chromium that can reach nothing but 127.0.0.1, and pages in it that note what they do.
import path from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "./packages.mjs";

export const wide = { width: 1440, height: 900 };
export const narrow = { width: 360, height: 740 };

export function launch() {
	return chromium.launch({
		executablePath: process.env.CHROMIUM,
		args: [
			"--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
			"--disable-component-update", "--disable-sync",
			"--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
		],
	});
}

// What a reader of one book does.  `address` says where a page of it is, over HTTP or as a file.
export class Reader {
	constructor(browser, home, book) {
		this.browser = browser;
		this.home = home;
		this.book = book;
		this.idle = [];
	}

	address(place, scheme = "http") {
		if (scheme === "file")
			return pathToFileURL(path.join(this.book.site, place)).href;
		return this.home + place;
	}

	// Opens a page with nothing kept from before.  Gives Playwright's page, which also has `noted`:
	// requests, and what the browser complained about.
	async open(place, { scheme = "http", ...options } = {}) {
		const context = await this.browser.newContext({ viewport: wide, ...options });
		const page = await context.newPage();
		page.setDefaultTimeout(15000);
		page.noted = { requests: [], complaints: [] };
		page.on("request", (request) => page.noted.requests.push({ url: request.url(), type: request.resourceType() }));
		page.on("console", (message) => {
			if (["error", "warning"].includes(message.type()))
				page.noted.complaints.push({ text: message.text(), url: message.location().url });
		});
		page.on("pageerror", (error) => page.noted.complaints.push({ text: String(error), url: "" }));
		await page.goto(this.address(place, scheme), { waitUntil: "load" });
		return page;
	}

	// Opens a page, does something with it, closes it whatever happens.
	async visit(place, options, work) {
		const page = await this.open(place, options);
		try {
			return await work(page);
		} finally {
			await page.context().close();
		}
	}

	// The same for work that needs no fresh start and comes often: its pages go on to the next place, and the
	// browser keeps what it has compiled.
	async pass(place, work, viewport = wide) {
		let page = this.idle.pop();
		if (page) {
			await page.emulateMedia({ colorScheme: "light" });
			await page.setViewportSize(viewport);
			await page.goto(this.address(place), { waitUntil: "load" });
		} else {
			page = await this.open(place, { viewport });
		}
		const result = await work(page);
		this.idle.push(page);
		return result;
	}
}
