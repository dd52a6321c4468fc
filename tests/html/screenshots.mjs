// screenshots.mjs PAGES DIRECTORY: pictures of the HTML pages below PAGES, for the documents.
import {createRequire} from "node:module";
import {readdirSync} from "node:fs";
import {join} from "node:path";
import {pathToFileURL} from "node:url";

const require = createRequire(join(process.env.PLAYWRIGHT, "index.js"));
const {chromium} = require("playwright-core");
const [pages, directory] = process.argv.slice(2);
const page = (name) => pathToFileURL(join(pages, name)).href;
const source = (name) => page("files/" + readdirSync(join(pages, "files")).find((file) => file.startsWith(name + ".")));
const browser = await chromium.launch({executablePath: process.env.CHROMIUM, args: ["--no-sandbox"]});

async function picture(name, address, {keys = [], ...options}) {
  const context = await browser.newContext({viewport: {width: 1100, height: 760}, ...options});
  const tab = await context.newPage();
  await tab.goto(address);
  for (const key of keys) await tab.keyboard.press(key);
  await tab.waitForTimeout(300); // for colours
  await tab.screenshot({path: join(directory, name + ".png")});
  await context.close();
}

await picture("overview", page("index.html"), {viewport: {width: 1100, height: 1000}});
await picture("source", source("calc.c"), {keys: ["n"]});
await picture("dark", source("shapes.cpp"), {colorScheme: "dark", viewport: {width: 1100, height: 620}});
await picture("telephone", source("calc.c"), {viewport: {width: 390, height: 760}, keys: ["n"]});
await browser.close();
