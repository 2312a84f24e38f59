// packages: what comes from npm.  It is installed in build/, so it is found from there.
import fs from "node:fs";
import path from "node:path";
import { createRequire } from "node:module";

// The folder of everything that this suite writes, but for the screenshots.
export const work = process.env.BROWSER_WORK;

const require = createRequire(path.join(work, "package.json"));

export const { chromium } = require("playwright-core");
export const { HtmlValidate } = require("html-validate");
export const axeSource = fs.readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
