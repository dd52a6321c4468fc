// What scripts add to the HTML report's pages, which do without: colours of the syntax, a box with a
// site's outcomes, jumping to what is missed, a filter of files, and a choice of theme.
"use strict";
(() => {
const $ = (selector, from = document) => from.querySelector(selector);
const all = (selector, from = document) => [...from.querySelectorAll(selector)];

// make("button", {title: "x"}, child or text...)
function make(name, properties, ...children) {
  const element = Object.assign(document.createElement(name), properties);
  element.append(...children);
  return element;
}

// ---- Theme ---------------------------------------------------------------------------------------
const root = document.documentElement;
root.dataset.scripts = "";

function themeStored(theme) { // storage may be forbidden
  try {
    if (theme) localStorage.setItem("fastcov-theme", theme);
    return localStorage.getItem("fastcov-theme");
  } catch { return null; }
}
if (themeStored()) root.dataset.theme = themeStored();

function themeSwitch() {
  const dark = root.dataset.theme ? root.dataset.theme === "dark"
                                  : matchMedia("(prefers-color-scheme: dark)").matches;
  root.dataset.theme = dark ? "light" : "dark";
  themeStored(root.dataset.theme);
}

// ---- The file that is shown ----------------------------------------------------------------------
// In a report that is one page, the article of the address; else all of it.
const single = document.body.classList.contains("single");

function shown() {
  if (!single) return document.body;
  return all("article.source").find((article) => article.offsetParent || article.offsetHeight) ||
         $("article.overview");
}

// #L42 in a report that is one page is line 42 of the file that was shown last.
let last = null;
function addressFollow() {
  if (single && last && /^#L\d+$/.test(location.hash)) {
    location.replace("#" + last.id + location.hash.slice(1));
    return;
  }
  const article = shown();
  if (article.id) last = article;
  if (article.matches(".source")) toolsAdd(article);
  coloursWatch(article);
}

// ---- What is missed ------------------------------------------------------------------------------
// A run of missed lines is one stop, and so is each site with something missed on other lines.
function stopsFind(from) {
  const stops = [];
  let run = false;
  for (const element of all(".c > li[class]:not(.x), .c u[data-x]", from)) {
    if (element.localName === "u") {
      if (!run) stops.push(element);
    } else {
      const missed = element.classList.contains("m");
      if (missed && !run) stops.push(element);
      run = missed;
    }
  }
  return stops;
}

const stopsOf = new WeakMap(); // of an article: its stops, and which was the last gone to
function stops() {
  const article = shown();
  if (!stopsOf.has(article)) stopsOf.set(article, {list: stopsFind(article), at: -1});
  return stopsOf.get(article);
}

function go(step) {
  const {list, at} = stops();
  if (!list.length) return;
  const focused = document.activeElement;
  const here = focused && focused.closest(".c") ? focused : at < 0 && $(".c > :target", shown());
  let next = at + step;
  if (here && here !== list[at]) {
    // From where the reader is, or the address points, which may not be a stop.
    let behind = list.findIndex((stop) =>
      here.compareDocumentPosition(stop) & Node.DOCUMENT_POSITION_FOLLOWING);
    if (behind < 0) behind = list.length;
    next = step > 0 ? behind : behind - 1;
    if (list[next] === here) next += step;
  }
  if (at < 0 && step < 0 && next < 0) next = list.length - 1;
  next = (next + list.length) % list.length;
  stops().at = next;
  const stop = list[next];
  for (const element of all("li.here")) element.classList.remove("here");
  if (stop.localName === "li") {
    stop.tabIndex = -1;
    stop.classList.add("here");
  }
  stop.scrollIntoView({block: "center"});
  stop.focus({preventScroll: true});
  say(`${next + 1} of ${list.length}`);
}

function say(text) {
  const status = $(".where", shown());
  if (status) status.textContent = text;
}

// ---- Tools above a page --------------------------------------------------------------------------
function button(text, title, action) {
  const element = make("button", {type: "button", title}, text);
  element.addEventListener("click", action);
  return element;
}

function toolsCommon() {
  return [make("span", {className: "gap"}),
          button("Theme", "Switch between dark and light (t)", themeSwitch),
          button("Keys", "What the keys do (?)", () => help.showModal())];
}

function toolsAdd(article) {
  if ($(".tools", article)) return;
  const count = stops().list.length;
  const previous = button("‹ Previous", "Previous missed (p)", () => go(-1));
  const next = button("Next missed ›", "Next missed (n)", () => go(1));
  const where = make("span", {className: "where note"},
                     count ? `${count} to look at` : "Nothing that counts is missed here");
  where.setAttribute("role", "status");
  previous.disabled = next.disabled = !count;
  // The end of a path says more than its begin: it is cut at the left.
  const name = make("span", {className: "name"}, make("bdi", {}, $("h1", article).textContent));
  const [gap, ...common] = toolsCommon();
  const tools = make("div", {className: "tools"}, previous, next, where, gap, name, ...common);
  $("header", article).after(tools);
}

const keys = [["n", "next missed"], ["p", "previous missed"], ["/", "filter files"],
              ["u", "all files"], ["t", "dark or light"], ["Tab", "next site"], ["↑ ↓", "move in a long box"], ["Esc", "close a box"]];
const help = make("dialog", {id: "keys"}, make("h2", {id: "keys-title"}, "Keys"),
  make("dl", {}, ...keys.flatMap(([key, does]) =>
    [make("dt", {}, make("kbd", {}, key)), make("dd", {}, does)])),
  button("Close", "Close", () => help.close()));
help.setAttribute("aria-labelledby", "keys-title");
document.body.append(help);

// ---- Filter of files -----------------------------------------------------------------------------
function filterAdd() {
  const tree = $("#tree");
  if (!tree) return;
  const rows = all("li.f", tree).map((row) => {
    let path = row.firstElementChild.textContent;
    for (let up = row.parentElement.closest("details"); up && tree.contains(up);
         up = up.parentElement.closest("details"))
      path = up.firstElementChild.firstElementChild.textContent + path;
    const tallies = all(".t", row);
    return {row, path: path.toLowerCase(),
            whole: tallies.every((tally) => tally.matches(".q5, .q6"))};
  });
  const directories = all("details", tree).reverse(); // inner ones first
  const opened = new Set(directories.filter((directory) => directory.open));
  const text = make("input", {type: "search", id: "filter", placeholder: "Filter files"});
  text.setAttribute("aria-label", "Filter files by path");
  const incomplete = make("input", {type: "checkbox", id: "incomplete"});
  const found = make("span", {className: "note", role: "status"});
  found.setAttribute("role", "status");

  function apply() {
    const words = text.value.toLowerCase().split(/\s+/).filter(Boolean);
    const active = words.length || incomplete.checked;
    let count = 0;
    for (const {row, path, whole} of rows) {
      row.hidden = (incomplete.checked && whole) || !words.every((word) => path.includes(word));
      count += !row.hidden;
    }
    for (const directory of directories) {
      directory.parentElement.hidden = ![...directory.lastElementChild.children].some((row) => !row.hidden);
      directory.open = words.length ? !directory.parentElement.hidden : opened.has(directory);
    }
    found.textContent = active ? `${count} of ${rows.length} files` : "";
  }
  text.addEventListener("input", apply);
  incomplete.addEventListener("change", apply);
  const expand = button("Open all", "Open all directories", () => {
    const open = directories.some((directory) => !directory.open);
    for (const directory of directories) directory.open = open;
  });
  tree.before(make("div", {className: "tools"}, text,
    make("label", {}, incomplete, " only with something missing"), expand, found));
  $("header").append(make("div", {className: "tools"}, ...toolsCommon()));
}

// ---- The box of a site ---------------------------------------------------------------------------
const tip = make("div", {id: "tip", hidden: true});
tip.setAttribute("role", "tooltip");
const signs = {"✓": ["y", " taken"], "✗": ["m", " never taken"], "–": ["e", ""]};
let tipOf = null, tipTimer = 0;

// "by 3 tests: a, b, c", of a set of the tests that the page lists.
function testsOf(number) {
  const list = $(".cx", shown());
  const [size, few] = $(".sets", list).children[number].textContent.trim().split(":");
  const names = list.querySelectorAll("b");
  const named = few.split(" ").map((test) => names[test].textContent);
  const more = size - named.length;
  return `by ${size} ${size === "1" ? "test" : "tests"}: ${named.join(", ")}` +
         (more ? ` and ${more} more` : "");
}

function tipLine(line) {
  if (line[0] === "@") return make("p", {className: "by"}, testsOf(line.slice(1)));
  const [kind, ending] = signs[line[0]] || ["k", ""];
  return make("p", {className: kind}, kind === "e" ? line.replace(/:/, " left out:") : line + ending);
}

function tipShow(site) {
  clearTimeout(tipTimer);
  if (tipOf === site) return;
  tipHide();
  tipOf = site;
  tip.replaceChildren(...site.dataset.t.split("\n").map(tipLine));
  $("main", shown()).append(tip);
  tip.hidden = false;
  site.setAttribute("aria-describedby", "tip");
  const at = site.getClientRects()[0], box = tip.getBoundingClientRect();
  const below = at.bottom + 6 + box.height < innerHeight;
  tip.style.left = Math.max(8, Math.min(at.left, innerWidth - box.width - 8)) + "px";
  tip.style.top = Math.max(8, below ? at.bottom + 6 : at.top - box.height - 6) + "px";
}

function tipHide() {
  if (tipOf) tipOf.removeAttribute("aria-describedby");
  tipOf = null;
  tip.hidden = true;
}

function tipLeave() { // slowly, so that the pointer can go into the box
  clearTimeout(tipTimer);
  tipTimer = setTimeout(() => {
    const focused = document.activeElement;
    if (focused && focused.matches("u[data-t]")) tipShow(focused);
    else tipHide();
  }, 200);
}
// The arrows move the text of a long box, not the page, while its site has the focus.
function tipScroll(key) {
  const page = tip.clientHeight * 0.8;
  const step = {ArrowDown: 40, ArrowUp: -40, PageDown: page, PageUp: -page}[key];
  if (!step || !tipOf || tipOf !== document.activeElement || tip.scrollHeight <= tip.clientHeight)
    return false;
  tip.scrollBy(0, step);
  return true;
}
const siteAt = (event) => event.target.closest && event.target.closest("u[data-t]");
let pointer = "";
document.addEventListener("mouseover", (event) => {
  const site = siteAt(event), before = pointer;
  pointer = event.screenX + " " + event.screenY;
  if (pointer === before) return; // the page moved, not the pointer
  if (site) tipShow(site);
  else if (tip.contains(event.target)) clearTimeout(tipTimer);
  else if (tipOf && tipOf !== document.activeElement) tipLeave();
});
document.addEventListener("focusin", (event) => { if (siteAt(event)) tipShow(siteAt(event)); });
document.addEventListener("focusout", tipLeave);
addEventListener("scroll", () => { if (tipOf !== document.activeElement) tipHide(); }, {passive: true});

// ---- Keys ----------------------------------------------------------------------------------------
const actions = {
  n: () => go(1),
  p: () => go(-1),
  t: themeSwitch,
  u: () => { const up = $(".up", shown()); if (up) up.click(); },
  "?": () => help.showModal(),
  "/": () => { const filter = $("#filter"); if (filter && filter.offsetParent) filter.focus(); },
};
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") tipHide();
  if (event.ctrlKey || event.metaKey || event.altKey || help.open ||
      /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName)) return;
  if (tipScroll(event.key)) event.preventDefault();
  if (!Object.hasOwn(actions, event.key)) return;
  event.preventDefault();
  actions[event.key]();
});

// A click on a line's number makes the address name the line.
document.addEventListener("click", (event) => {
  const line = event.target;
  if (!line.matches || !line.matches(".c > li[id]")) return;
  const indent = parseFloat(getComputedStyle(line).paddingLeft);
  if (event.clientX - line.getBoundingClientRect().left < indent) location.hash = line.id;
});

// ---- Colours of the syntax -----------------------------------------------------------------------
// Ranges over the text as it is: nothing is added to the page, and lists that are out of sight cost
// nothing.
const words = new Set(`alignas alignof asm auto bool break case catch class co_await co_return
  co_yield concept const consteval constexpr constinit const_cast continue decltype default delete
  do dynamic_cast else enum explicit export extern false final for friend goto if import inline
  module mutable namespace new noexcept nullptr operator override private protected public register
  reinterpret_cast requires restrict return sizeof static static_assert static_cast struct switch
  template this thread_local throw true try typedef typeid typename typeof union using virtual
  volatile while _Alignas _Alignof _Atomic _Bool _Generic _Noreturn _Static_assert
  _Thread_local`.split(/\s+/));
const types = new Set(`void char short int long float double signed unsigned wchar_t char8_t
  char16_t char32_t FILE`.split(/\s+/));
const token = new RegExp([
  String.raw`(?<comment>\/\/.*|\/\*)`,
  String.raw`(?<raw>(?:u8|[uUL])?R"(?<mark>[^()\\\s]{0,16})\()`,
  String.raw`(?<quote>(?:u8|[uUL])?"(?:\\.|[^"\\])*"?|(?:u8|[uUL])?'(?:\\.|[^'\\])*'?)`,
  String.raw`(?<directive>^[ \t]*#[ \t]*\w*(?:[ \t]*<[^>]*>)?)`,
  String.raw`(?<number>\.?\d(?:[eEpP][+-]|'?[\w.])*)`,
  String.raw`(?<name>[A-Za-z_]\w*)`].join("|"), "g");

// Finds what has a colour in a line that begins in `state`: "", or the text that ends what the line
// before began. Calls found(colour, begin, end); returns the state at the line's end.
function lineScan(line, state, found) {
  let at = 0;
  if (state) {
    const end = line.indexOf(state);
    at = end < 0 ? line.length : end + state.length;
    found(state === "*/" ? "comment" : "quote", 0, at);
    if (end < 0) return state;
  }
  token.lastIndex = at;
  for (let match; (match = token.exec(line));) {
    const {comment, raw, mark, quote, directive, number, name} = match.groups;
    const end = comment === "/*" ? "*/" : raw ? `)${mark}"` : "";
    if (end) {
      const stop = line.indexOf(end, token.lastIndex);
      const behind = stop < 0 ? line.length : stop + end.length;
      found(raw ? "quote" : "comment", match.index, behind);
      if (stop < 0) return end;
      token.lastIndex = behind;
      continue;
    }
    const colour = comment ? "comment" : quote ? "quote" : directive ? "directive" :
                   number ? "number" : words.has(name) ? "word" :
                   types.has(name) || /_t$/.test(name) ? "type" : "";
    if (colour) found(colour, match.index, token.lastIndex);
  }
  return "";
}

// The text nodes of a line, and the text that they make.
function lineNodes(line) {
  if (!line.firstElementChild) return {nodes: [line.firstChild], text: line.textContent};
  const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
  const nodes = [];
  let text = "";
  while (walker.nextNode()) {
    nodes.push(walker.currentNode);
    text += walker.currentNode.data;
  }
  return {nodes, text};
}

function rangeMake(nodes, begin, end) {
  let at = 0, first, startOffset;
  for (const node of nodes) {
    if (!first && begin < at + node.length) [first, startOffset] = [node, begin - at];
    if (end <= at + node.length)
      return new StaticRange({startContainer: first, startOffset, endContainer: node, endOffset: end - at});
    at += node.length;
  }
  return null;
}

const coloured = new WeakMap(); // of a list that is in sight: its ranges
const states = new WeakMap();   // of a list: the state that its first line begins in
const colours = "word type quote number comment directive".split(" ");
const linesOf = (list) => all(":scope > .c > li:not(.x)", list);

// The state at the begin of a list, which all lists before it must be read for, once.
function stateAt(list) {
  const unread = [];
  let known = list;
  while (known && !states.has(known)) {
    unread.push(known);
    known = known.previousElementSibling;
    if (known && !known.matches(".v")) known = null;
  }
  let state = known ? states.get(known) : "";
  if (known) unread.push(known);
  for (const each of unread.reverse()) {
    states.set(each, state);
    if (each === list) break;
    for (const line of linesOf(each)) {
      const text = line.textContent;
      if (state || text.includes("/*") || text.includes('R"')) state = lineScan(text, state, () => {});
    }
  }
  return states.get(list);
}

function colour(list) {
  if (coloured.has(list)) return;
  const ranges = [];
  let state = stateAt(list);
  for (const line of linesOf(list)) {
    const {nodes, text} = lineNodes(line);
    state = lineScan(text.replace(/\n$/, ""), state, (name, begin, end) => {
      const range = rangeMake(nodes, begin, end);
      if (range) ranges.push([name, range]);
    });
  }
  coloured.set(list, ranges);
  for (const [name, range] of ranges) CSS.highlights.get(name).add(range);
}

function colourEnd(list) {
  for (const [name, range] of coloured.get(list) || []) CSS.highlights.get(name).delete(range);
  coloured.delete(list);
}

let watcher = null;
if (globalThis.Highlight && CSS.highlights) {
  for (const name of colours) CSS.highlights.set(name, new Highlight());
  watcher = new IntersectionObserver((entries) => {
    for (const {target, isIntersecting} of entries) (isIntersecting ? colour : colourEnd)(target);
  }, {rootMargin: "600px 0px"});
}

const watched = new WeakSet();
function coloursWatch(article) {
  if (!watcher || watched.has(article)) return;
  watched.add(article);
  for (const list of all(".v", article)) watcher.observe(list);
}

// ---- Printing ------------------------------------------------------------------------------------
// What opens is open on paper; so large a source would be thousands of pages with colours.
addEventListener("beforeprint", () => {
  for (const part of all("details:not([open])", shown())) {
    part.open = true;
    part.dataset.printed = "";
  }
  const lists = all(".v", shown());
  if (watcher && lists.length < 200) lists.forEach(colour);
});
addEventListener("afterprint", () => {
  for (const part of all("details[data-printed]")) {
    part.open = false;
    delete part.dataset.printed;
  }
});

// ---- Begin ---------------------------------------------------------------------------------------
filterAdd();
addEventListener("hashchange", addressFollow);
addressFollow();
})();
