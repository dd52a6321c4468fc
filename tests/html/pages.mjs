// pages.mjs EXAMPLE HOSTILE: drive the HTML reports of the two directories, and print a line for each
// fact, as tests/lib.sh does. See pages.sh.
import {createRequire} from "node:module";
import {readFileSync, readdirSync} from "node:fs";
import {createServer} from "node:http";
import {join} from "node:path";
import {pathToFileURL} from "node:url";

const require = createRequire(join(process.env.PLAYWRIGHT, "index.js"));
const {chromium} = require("playwright-core");
const axe = readFileSync(process.env.AXE, "utf8");
const [example, hostile] = process.argv.slice(2);
const url = (directory, name) => pathToFileURL(join(directory, name)).href;
const source = (directory, name) => "pages/files/" +
  readdirSync(join(directory, "pages/files")).find((file) => file.startsWith(name + "."));
const calc = url(example, source(example, "calc.c"));

const browser = await chromium.launch({executablePath: process.env.CHROMIUM, args: ["--no-sandbox"]});
const complaints = []; // of any page, since the last fact

async function open(address, options = {}) {
  const context = await browser.newContext({viewport: {width: 1200, height: 800}, ...options});
  context.setDefaultTimeout(10000);
  const page = await context.newPage();
  const allowed = new URL(".", new URL("..", address)).href;
  page.on("console", (message) => complaints.push(`console: ${message.text()}`));
  page.on("pageerror", (error) => complaints.push(`error: ${error.message}`));
  page.on("dialog", (dialog) => { complaints.push("a dialog opened"); dialog.dismiss(); });
  page.on("request", (request) => {
    if (!request.url().startsWith(allowed) || /^http/.test(request.url()) !== /^http/.test(address))
      complaints.push(`request: ${request.url()}`);
  });
  await page.goto(address);
  return page;
}

async function fact(title, holds) {
  let problem;
  complaints.length = 0;
  try {
    const late = new Promise((_, reject) => setTimeout(reject, 20000, new Error("takes too long")).unref());
    const result = await Promise.race([holds(), late]);
    if (result !== undefined && result !== true) problem = JSON.stringify(result);
  } catch (error) {
    problem = error.stack;
  }
  if (complaints.length) problem = [problem, ...complaints].filter(Boolean).join("\n");
  await Promise.race([Promise.all(browser.contexts().map((context) => context.close())),
                      new Promise((resolve) => setTimeout(resolve, 2000).unref())]);
  console.log(`${problem ? "not ok" : "ok"} - ${title}`);
  if (problem) console.error(`${title}:\n${problem}\n`);
}

const same = (got, wanted) => JSON.stringify(got) === JSON.stringify(wanted) || {got, wanted};
const text = async (page, selector) => (await page.locator(selector).first().innerText()).trim();
// Waits until the page shows this element, below what stays at its top.
const inView = (page, selector) => page.waitForFunction((of) => {
  const box = document.querySelector(of).getBoundingClientRect();
  return box.top >= 40 && box.bottom <= innerHeight;
}, selector).then(() => true);
const focused = (page) => page.evaluate(() => document.activeElement.textContent.trim());

// ---- What is on the pages ------------------------------------------------------------------------
const json = JSON.parse(readFileSync(join(example, "report.json"), "utf8"));

await fact("the overview has the totals of the JSON report", async () => {
  const page = await open(url(example, "pages/index.html"));
  const {branches, lines, functions} = json.totals;
  const wanted = [branches, lines, functions].map((tally) => `${tally.covered} of ${tally.count}`);
  const got = (await page.locator(".card span").allInnerTexts()).map((line) => /^\d+ of \d+/.exec(line)[0]);
  return same(got, wanted);
});

await fact("each row of the tree has the file's numbers, and rows add up to the total", async () => {
  const page = await open(url(example, "pages/index.html"));
  const wanted = json.files.map(({totals: {branches}}) =>
    branches.count ? `${branches.covered}/${branches.count}` : "none").sort();
  const rows = await page.locator("li.f .t:nth-of-type(1) > span:last-child").allInnerTexts();
  const sum = rows.map((row) => row === "none" ? [0, 0] : row.split("/").map(Number)).reduce((a, b) => [a[0] + b[0], a[1] + b[1]]);
  const total = await text(page, ".total .t:nth-of-type(2) > span:last-child");
  return same([rows.map((row) => row.trim()).sort(), sum.join("/")], [wanted, total]);
});

await fact("each line has the state that the JSON report gives it", async () => {
  const page = await open(calc);
  const file = json.files.find(({path}) => path.endsWith("calc.c"));
  const wanted = file.lines.map(({line, covered}) => `${line} ${covered}`);
  const got = await page.locator(".c > li[class]:not(.x)").evaluateAll((lines) => lines.map((line) =>
    `${line.id.slice(1)} ${!line.classList.contains("m")}`));
  return same(got, wanted);
});

await fact("each missed outcome of the JSON report is said on its site", async () => {
  const page = await open(calc);
  const file = json.files.find(({path}) => path.endsWith("calc.c"));
  const wanted = file.sites.flatMap(({outcomes}) => outcomes)
    .filter(({covered, excluded}) => !covered && !excluded).length;
  const got = await page.locator("u[data-t]").evaluateAll((sites) =>
    sites.filter((site) => !site.dataset.t.startsWith("a label"))
      .flatMap((site) => site.dataset.t.split("\n")).filter((line) => line.startsWith("✗")).length);
  return same(got, wanted);
});

await fact("a line's text is the source's", async () => {
  const page = await open(calc);
  const wanted = readFileSync(join(example, "src/calc.c"), "utf8").split("\n").slice(0, -1);
  const got = await page.locator(".c > li:not(.x)").evaluateAll((lines) =>
    lines.map((line) => line.textContent.replace(/\n$/, "")));
  return same(got, wanted);
});

await fact("the picture has a tile for each file, and tiles link to pages", async () => {
  const page = await open(url(example, "pages/index.html"));
  const hrefs = await page.locator(".map a").evaluateAll((tiles) => tiles.map((tile) => tile.href.baseVal));
  const files = readdirSync(join(example, "pages/files")).map((name) => "files/" + name);
  return same(hrefs.sort(), files.sort());
});

await fact("no page says how often, and the overview says so", async () => {
  const page = await open(url(example, "pages/index.html"));
  return (await text(page, "body")).includes("whether something ran, not how often");
});

// ---- What scripts add ----------------------------------------------------------------------------
await fact("the filter leaves what matches", async () => {
  const page = await open(url(example, "pages/index.html"));
  await page.keyboard.press("/");
  await page.keyboard.type("SRC tok");
  const names = page.locator("li.f:visible > a");
  return same([await names.allInnerTexts(), await text(page, ".tools [role=status]")], [["token.c"], "1 of 5 files"]);
});

await fact("so does the box for what is incomplete", async () => {
  const page = await open(url(example, "pages/index.html"));
  await page.getByLabel("only with something missing").check();
  const complete = json.files.filter(({totals}) =>
    Object.values(totals).every(({count, covered}) => count === covered)).length;
  return same(await page.locator("li.f:visible").count(), json.files.length - complete);
});

await fact("directories open and close by keyboard", async () => {
  const page = await open(url(example, "pages/index.html"));
  const before = await page.locator("li.f:visible").count();
  await page.locator("#tree summary").first().focus();
  await page.keyboard.press("Enter");
  return await page.locator("li.f:visible").count() < before;
});

await fact("Tab goes to a site, which says its outcomes, and Escape closes the box", async () => {
  const page = await open(calc);
  await page.locator("#L6").evaluate((line) => { line.tabIndex = -1; line.focus(); });
  await page.keyboard.press("Tab");
  const tip = page.locator("#tip");
  const said = await tip.innerText();
  const described = await page.evaluate(() => document.activeElement.getAttribute("aria-describedby"));
  await page.keyboard.press("Escape");
  return same([await focused(page), described, /true taken/.test(said), /false taken/.test(said), await tip.isVisible()],
              ["next->kind == TOKEN_OPEN", "tip", true, true, false]);
});

await fact("so does the pointer", async () => {
  const page = await open(calc);
  await page.locator("u.p").first().hover();
  const said = await page.locator("#tip").innerText();
  await page.mouse.move(5, 5);
  await page.locator("#tip").waitFor({state: "hidden"});
  return /never taken/.test(said) || said;
});

await fact("the arrows move the text of a box that is too long for the page, until it is closed", async () => {
  const page = await open(url(example, source(example, "token.c")), {viewport: {width: 1200, height: 220}});
  const site = page.locator('u[data-t^="switch"]').first();
  await site.focus();
  const tops = () => page.evaluate(() => [document.querySelector("#tip").scrollTop, scrollY]);
  const [, before] = await tops();
  const moves = [];
  for (const key of ["ArrowDown", "PageDown", "ArrowUp", "PageUp"]) {
    const [from] = await tops();
    await page.keyboard.press(key);
    await page.waitForFunction((top) => document.querySelector("#tip").scrollTop !== top, from);
    moves.push((await tops())[0] > from);
  }
  const [top, after] = await tops();
  await page.keyboard.press("Escape");
  await page.keyboard.press("ArrowDown");
  await page.waitForFunction((y) => scrollY > y, after);
  return same([moves, top, after - before], [[true, true, false, false], 0, 0]);
});

// What JSON says that the box of a site says.
function boxOf(site) {
  return site.outcomes.flatMap(({name, covered, excluded, contexts}) => {
    if (excluded) return [`– ${name} left out: ${excluded}`];
    if (!covered) return [`✗ ${name} never taken`];
    const tests = (json.context_sets[contexts] || []).map((test) => json.contexts[test]);
    return [`✓ ${name} taken`, `by ${tests.length} test${tests.length > 1 ? "s" : ""}: ${tests.join(", ")}`];
  });
}

await fact("the box names the tests that each outcome is covered by", async () => {
  const sites = json.files.find((file) => file.path === "src/calc.c").sites;
  const plain = sites.filter((site) => !site.macro && site.line === site.end_line &&
    sites.filter(({line}) => line === site.line).length === 1);
  const page = await open(calc);
  for (const site of plain) {
    await page.locator(`#L${site.line} u`).first().focus();
    const said = (await page.locator("#tip").innerText()).split("\n").filter((line) => /^[✓✗–b]/.test(line));
    if (said.join() !== boxOf(site).join()) return {line: site.line, said, wanted: boxOf(site)};
  }
  const sizes = new Set(plain.flatMap((site) => site.outcomes.map(({contexts}) => contexts)));
  return plain.length > 3 && sizes.size > 2 || {plain: plain.length, sizes: [...sizes]};
});

await fact("a file's page lists the tests that ran it, and the overview all", async () => {
  const page = await open(calc);
  const listed = await page.locator(".cx ol:not(.sets) li").evaluateAll((tests) => tests.map((test) => test.textContent.trim()));
  const overview = await open(url(example, "pages/index.html"));
  const all = await overview.locator("details", {hasText: "Tests: 3"}).locator("li").evaluateAll((tests) =>
    tests.map((test) => test.textContent.trim().split(" ")[0]));
  return same([listed.map((test) => test.replace(/[0-9]+/, "N")), all],
              [["mistakes covers N outcomes", "sums covers N outcomes"], ["mistakes", "shapes", "sums"]]);
});

await fact("n and p go through all that is missed, and round", async () => {
  const page = await open(calc);
  const count = Number((await text(page, ".where")).split(" ")[0]);
  const seen = [];
  for (let i = 0; i < count; i++) {
    await page.keyboard.press("n");
    seen.push(await page.evaluate(() => (document.activeElement.closest("li") || {}).id + " " + document.activeElement.textContent));
  }
  const first = seen[0];
  await page.keyboard.press("n");
  const round = await page.evaluate(() => document.activeElement.closest("li").id + " " + document.activeElement.textContent);
  await page.keyboard.press("p");
  const back = await page.evaluate(() => document.activeElement.closest("li").id + " " + document.activeElement.textContent);
  const lines = seen.map((stop) => Number(/\d+/.exec(stop)));
  const ordered = lines.every((line, i) => !i || line >= lines[i - 1]);
  return same([count > 3, new Set(seen).size === count, ordered, round === first, back === seen[count - 1]],
              [true, true, true, true, true]);
});

await fact("n goes on from where the focus is", async () => {
  const page = await open(calc);
  await page.locator("#L52").evaluate((line) => { line.tabIndex = -1; line.focus(); });
  await page.keyboard.press("n");
  const after = await page.evaluate(() => Number(document.activeElement.closest("li").id.slice(1)));
  await page.locator("#L52").evaluate((line) => line.focus());
  await page.keyboard.press("p");
  const before = await page.evaluate(() => Number(document.activeElement.closest("li").id.slice(1)));
  return same([after >= 52, before <= 52], [true, true]);
});

await fact("what a macro expands to opens by keyboard, and quotes the definition", async () => {
  const page = await open(calc);
  await page.locator(".x summary").first().focus();
  await page.keyboard.press("Enter");
  const opened = await text(page, ".x details[open]");
  return same([/macro CHECK, defined at include\/check\.h:7:9/.test(opened), /if \(!\(condition\) && \(message\)\[0\]\)/.test(opened),
               await page.locator(".x details[open] mark").first().innerText()], [true, true, "!(condition)"]);
});

await fact("labels of a switch are marked where they stand", async () => {
  const page = await open(url(example, source(example, "token.c")));
  return same(await page.locator("u").evaluateAll((all) =>
    all.filter((u) => u.dataset.t.startsWith("a label")).map((u) => u.className + " " + u.textContent)),
    ["y case '+'", "y case '*'", "y case '('", "y case ')'", "y case '\\0'", "y default"]);
});

await fact("the syntax has colours, comments over several lines as well", async () => {
  const page = await open(calc);
  await page.waitForFunction(() => CSS.highlights.get("comment").size > 0); // what is seen is coloured once it is seen
  const sizes = await page.evaluate(() => [...CSS.highlights].map(([name, ranges]) => [name, ranges.size > 0]));
  const comment = await page.evaluate(() => [...CSS.highlights.get("comment")].map((range) =>
    range.startContainer.data.slice(range.startOffset, range.endOffset))[0]);
  return same([Object.fromEntries(sizes), comment],
              [{word: true, type: true, quote: true, number: true, comment: true, directive: true},
               "// A calculator: prints the value of each argument."]);
});

await fact("the theme follows the system, and can be switched", async () => {
  const page = await open(calc, {colorScheme: "dark"});
  const back = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const dark = await back();
  await page.keyboard.press("t");
  const light = await back();
  await page.reload();
  return same([dark, light, await back()], ["rgb(20, 23, 26)", "rgb(255, 255, 255)", "rgb(255, 255, 255)"]);
});

await fact("a deep link shows its line, which stands out", async () => {
  const page = await open(calc + "#L60", {viewport: {width: 1200, height: 400}});
  const seen = await inView(page, "#L60");
  return same([seen, await page.locator("#L60").evaluate((element) => getComputedStyle(element).outlineStyle)], [true, "solid"]);
});

await fact("from a deep link, n goes on and p goes back", async () => {
  const at = async (key) => {
    const page = await open(calc + "#L52");
    await page.keyboard.press(key);
    return page.evaluate(() => Number(document.activeElement.closest("li").id.slice(1)));
  };
  const [after, before] = [await at("n"), await at("p")];
  const page = await open(calc + "#L65");
  await page.keyboard.press("n");
  return same([after >= 52, before < 52, await text(page, ".where")], [true, true, "1 of 11"]);
});

await fact("a report of nothing says that there are no data", async () => {
  const page = await open(url(example, "nothing/index.html"));
  return same([await text(page, ".worst + p"), await page.locator(".card").evaluateAll((cards) => cards.map((card) => /none/.test(card.textContent)))],
              ["There are no data: nothing was measured.", [true, true, true]]);
});

await fact("a deep link into lists that were never laid out shows its line", async () => {
  const page = await open(url(hostile, source(hostile, "empty_lines.c")) + "#L302");
  return await inView(page, "#L302") && (await text(page, "#L302")).includes("if (x)");
});

await fact("lines bear their numbers, in the second list of a hundred, too", async () => {
  const page = await open(calc + "#L60");
  const far = await open(url(hostile, source(hostile, "empty_lines.c")) + "#L302");
  await inView(page, "#L60");
  await inView(far, "#L302");
  const numbers = async (of) => {
    const client = await of.context().newCDPSession(of);
    const {nodes} = await client.send("Accessibility.getFullAXTree");
    return new Set(nodes.filter(({role}) => role && role.value === "StaticText").map(({name}) => name.value.trim()));
  };
  const near = await numbers(page), beyond = await numbers(far);
  return same([near.has("60"), beyond.has("302"), beyond.has("2")], [true, true, false]);
});

await fact("a click on a line's number makes a link of it", async () => {
  const page = await open(calc);
  await page.locator("#L9").click({position: {x: 10, y: 8}});
  return same(await page.evaluate(() => location.hash), "#L9");
});

await fact("printing opens what is closed", async () => {
  const page = await open(calc);
  await page.evaluate(() => addEventListener("beforeprint", () => {
    window.stillClosed = document.querySelectorAll("details:not([open])").length;
  }));
  const pdf = await page.pdf({format: "A4"});
  return same([await page.evaluate(() => window.stillClosed), pdf.length > 10000, await page.locator("details[open]").count()], [0, true, 0]);
});

await fact("nothing is wider than a telephone", async () => {
  const wide = [];
  for (const address of [url(example, "pages/index.html"), calc, url(hostile, "pages/index.html"),
                         url(hostile, source(hostile, "evil.c")), url(example, "one.html")]) {
    const page = await open(address, {viewport: {width: 320, height: 640}});
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    if (width > 320) wide.push([address, width]);
  }
  return same(wide, []);
});

// ---- Without scripts, and under a policy ---------------------------------------------------------
await fact("without scripts the tree and the outcomes are there", async () => {
  const overview = await open(url(example, "pages/index.html"), {javaScriptEnabled: false});
  const files = await overview.locator("li.f:visible").count();
  const page = await open(calc, {javaScriptEnabled: false});
  const site = page.locator("u.p").first();
  await site.focus();
  await site.hover();
  const client = await page.context().newCDPSession(page);
  const {root} = await client.send("DOM.getDocument", {depth: 1});
  const {nodeId} = await client.send("DOM.querySelector", {nodeId: root.nodeId, selector: "u.p"});
  const {pseudoElements} = (await client.send("DOM.describeNode", {nodeId, depth: 1})).node;
  const shown = (pseudoElements || []).some(({pseudoType}) => pseudoType === "before");
  return same([files, shown], [json.files.length, true]);
});

const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; base-uri 'none'; frame-ancestors 'none'";
const server = createServer((request, response) => {
  const name = decodeURIComponent(new URL(request.url, "http://x").pathname);
  const type = {css: "text/css", js: "text/javascript", html: "text/html"}[name.split(".").pop()];
  try {
    const content = readFileSync(join(example, name));
    response.writeHead(200, {"Content-Type": type, "Content-Security-Policy": policy});
    response.end(content);
  } catch {
    response.writeHead(name === "/favicon.ico" ? 204 : 404);
    response.end();
  }
});
await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
const served = `http://127.0.0.1:${server.address().port}/`;

await fact("the pages do under a strict Content-Security-Policy", async () => {
  const page = await open(served + "pages/index.html");
  await page.keyboard.press("/");
  await page.keyboard.type("calc");
  await page.locator("li.f:visible > a").click();
  await page.waitForURL(/calc\.c/);
  await page.locator("u.p").first().focus();
  const background = await page.evaluate(() => getComputedStyle(document.querySelector("li.p")).backgroundColor);
  return same([await page.locator("#tip").isVisible(), background], [true, "rgb(255, 247, 224)"]);
});
server.close();

// ---- One page ------------------------------------------------------------------------------------
await fact("the single page shows a file, its lines and the overview by address, under its own policy", async () => {
  const page = await open(url(example, "one.html"));
  // What is shown once that has changed to `name`.
  const shown = async (name) => {
    await page.locator("body > article:visible h1", {hasText: name}).waitFor();
    return page.locator("body > article:visible h1").allInnerTexts();
  };
  const results = [await shown("Coverage")];
  await page.locator("li.f > a", {hasText: "calc.c"}).click();
  results.push(await shown("calc.c"));
  await page.keyboard.press("n");
  results.push([await page.evaluate(() => document.activeElement.closest("article").querySelector("h1").textContent)]);
  await page.locator("article:visible u.p").first().focus();
  results.push([await page.locator("#tip").isVisible()]);
  await page.evaluate(() => { location.hash = "#L60"; });
  await page.waitForURL(/#f\d+L60$/);
  results.push(await shown("calc.c"));
  await page.goBack();
  await page.waitForURL(/#f\d+$/);
  results.push(await shown("calc.c"));
  await page.keyboard.press("u");
  results.push(await shown("Coverage"));
  const own = await page.locator("meta[http-equiv]").getAttribute("content");
  results.push([/^default-src 'none'; style-src 'sha256-[^']{44}'; script-src 'sha256-[^']{44}'/.test(own)]);
  return same(results, [["Coverage"], ["src/calc.c"], ["src/calc.c"], [true], ["src/calc.c"], ["src/calc.c"], ["Coverage"], [true]]);
});

// ---- Hostile names and sources -------------------------------------------------------------------
const evil = url(hostile, source(hostile, "evil.c"));

await fact("hostile sources and names are text", async () => {
  for (const address of [evil, url(hostile, "pages/index.html"), url(hostile, "one.html")]) {
    const page = await open(address);
    await page.waitForTimeout(100);
    const foreign = await page.evaluate(() => [window.hacked, document.querySelectorAll("img, iframe, script:not([src]):not(:last-of-type)").length]);
    if (foreign[0] !== undefined || foreign[1]) return {address, foreign};
  }
});

await fact("what cannot be seen is spelled out", async () => {
  const page = await open(evil);
  return same([await text(page, "#L3"), await text(page, "#L4"), await text(page, "#L5")],
    ["// bidi: U+202E reversed U+2066 isolated U+2069 zeroU+200Bwidth",
     "// bytes: \\xFF\\xFE \\xC3( \\xED\\xA0\\x80 nul: ␀ bell: ␇ escape: ␛[31m delete: ␡ end",
     "// entities: &lt;b&gt; &amp; &#60; ]]> --> <!-- € 😀"]);
});

await fact("no file has an invisible character in it that is not ours", () => {
  const names = readdirSync(join(hostile, "pages/files")).map((name) => join("pages/files", name));
  const bad = [...names, "pages/index.html", "one.html"].filter((name) =>
    /[\0-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u200b-\u200f\ufffd]/.test(readFileSync(join(hostile, name), "utf8")));
  return same(bad, []);
});

await fact("a file with a hostile name opens from the overview", async () => {
  const page = await open(url(hostile, "pages/index.html"));
  await page.locator("li.f > a", {hasText: "alert"}).click();
  return same([await text(page, "h1"), await text(page, "#L1")],
              ["<script>alert(1)<;script>&\"'%41#?U+202E\\xFF.c", "int other(int x) { return x ? 1 : 2; }"]);
});

await fact("so is the name of a test", async () => {
  const page = await open(evil);
  await page.locator("u.p, u.y").first().focus();
  const box = await page.locator("#tip .by").first().innerText();
  return same([box, await page.locator(".cx b").evaluateAll((names) => names.map((name) => name.textContent))],
              ["by 1 test: <img src=x onerror=hacked=1>\"&'U+202E", ["<img src=x onerror=hacked=1>\"&'U+202E"]]);
});

await fact("a long line is all there, and wraps", async () => {
  const page = await open(evil);
  return await page.locator("#L7").evaluate((line) => line.textContent.length > 200000 && line.offsetHeight > 1000 &&
                                                      line.scrollWidth <= document.body.clientWidth);
});

await fact("without its source, a page has the lines and sites that are known", async () => {
  const page = await open(url(hostile, source(hostile, "gone.c")));
  return same([/source is not here/.test(await text(page, ".w")), await page.locator(".c > li:not(.x)").evaluateAll((lines) =>
    lines.map((line) => line.value + line.className).join(" ")), await page.locator("u").count() > 2],
    [true, "1m 2y 3p 4y 5y 6y 7m 8y", true]);
});

// ---- Accessibility -------------------------------------------------------------------------------
for (const colorScheme of ["light", "dark"])
  for (const [name, address, before] of [
    ["the overview", url(example, "pages/index.html"), "details"],
    ["a source", calc, "details, .x details"],
    ["a source with a box open", calc, null],
    ["a source of C++", url(example, source(example, "shapes.cpp")), "details"],
    ["hostile sources", evil, "details"],
    ["a source that is missing", url(hostile, source(hostile, "gone.c")), "details"],
    ["the single page", url(example, "one.html"), "details"]])
    await fact(`axe finds no fault with ${name}, ${colorScheme}`, async () => {
      const page = await open(address, {colorScheme});
      if (before) await page.evaluate((selector) => document.querySelectorAll(selector).forEach((part) => { part.open = true; }), before);
      else await page.keyboard.press("n");
      await page.evaluate(axe);
      const {violations} = await page.evaluate(() => axe.run(document, {resultTypes: ["violations"], preload: false}));
      return same(violations.map(({id, nodes}) => [id, nodes.length, nodes[0].html.slice(0, 200), nodes[0].failureSummary]), []);
    });

await fact("colours of the syntax have contrast, on every kind of line", async () => {
  const low = [];
  for (const colorScheme of ["light", "dark"]) {
    const page = await open(calc, {colorScheme});
    low.push(...await page.evaluate(() => {
      const canvas = document.createElement("canvas").getContext("2d", {willReadFrequently: true});
      const probe = document.body.appendChild(document.createElement("i"));
      const luminance = (name) => {
        probe.style.color = `var(--${name})`;
        canvas.fillStyle = getComputedStyle(probe).color;
        canvas.fillRect(0, 0, 1, 1);
        const [r, g, b] = [...canvas.getImageData(0, 0, 1, 1).data].map((part) => {
          const c = part / 255;
          return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
        });
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
      };
      const low = [];
      for (const colour of ["word", "type", "quote", "number", "comment", "directive", "text", "soft"])
        for (const ground of ["page", "partly-line", "missed-line"]) {
          const [a, b] = [luminance(colour), luminance(ground)].sort((x, y) => y - x);
          if ((a + 0.05) / (b + 0.05) < 4.5) low.push([colour, ground, (a + 0.05) / (b + 0.05)]);
        }
      return low;
    }));
  }
  return same(low, []);
});

await browser.close();
process.exit(0);
