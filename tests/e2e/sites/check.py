#!/usr/bin/env python3
"""check.py [--write] REPORT.json FILE...: do the report's sites equal those that the files' comments say?

A comment lists the sites that begin on its line, in the order of their columns:

    if (a > 0 && !b) // [if `a > 0`: true+ false+] [if `b`: true- false+]
    switch (c) {     // [switch `c`: case 1+ case 2 ... 5- default+]
    if (1)           // [if `1`: true(folded) false(folded)]

`+` is an outcome that ran, `-` one that did not, and `(reason)` stands for one that is left out of
the count. Between the backquotes is the source text from the site's first to its last character (of
a macro expansion: of the expansion), then the place where a macro has it: `EITHER(a, b)` in 3:21.
A line without such a comment has no sites. --write replaces the comments by what the report says:
read them before you believe them.
"""

import json
import os
import re
import sys

COMMENT = re.compile(r"\s*//( \[.*\])$")


def text_of(lines, site):
    first, last = site["line"] - 1, site["end_line"] - 1
    if first == last:
        return lines[first][site["column"] - 1 : site["end_column"] - 1]
    parts = [lines[first][site["column"] - 1 :]] + lines[first + 1 : last]
    parts.append(lines[last][: site["end_column"] - 1])
    return " ".join(COMMENT.sub("", part).strip() for part in parts)


def argument_place(site):
    argument = site.get("macro", {}).get("argument", {})
    return argument.get("line", 0), argument.get("column", 0)


def in_words(lines, site):
    outcomes = []
    for outcome in site["outcomes"]:
        state = "+" if outcome["covered"] else "-"
        if "excluded" in outcome:
            state = "(%s)" % outcome["excluded"]
        outcomes.append(outcome["name"] + state)
    macro = site.get("macro")
    place = ""
    if macro and os.path.isabs(macro["path"]) and macro["path"].startswith("/usr/"):
        place = " in " + os.path.basename(macro["path"])
    elif macro:
        place = " in %d:%d" % (macro["line"], macro["column"])
    if macro and "argument" in macro:
        place += " from %d:%d" % (macro["argument"]["line"], macro["argument"]["column"])
    return "[%s `%s`%s: %s]" % (site["kind"], text_of(lines, site), place, " ".join(outcomes))


def label_errors(lines, site):
    """A label's place must be where its text is; that of an implicit default is the site's."""
    for outcome in site["outcomes"]:
        if "line" not in outcome:
            continue
        at = lines[outcome["line"] - 1][outcome["column"] - 1 :]
        implicit = (outcome["line"], outcome["column"]) == (site["line"], site["column"])
        macro = re.match(r"[A-Z]", at)
        if not (implicit or macro or at.startswith(outcome["name"].split()[0])):
            yield "line %d: no label %s at column %d" % (
                outcome["line"], outcome["name"], outcome["column"])


def main():
    write = sys.argv[1] == "--write"
    report, *paths = sys.argv[1 + write :]
    with open(report) as file:
        files = {os.path.realpath(f["path"]): f for f in json.load(file)["files"]}
    errors = 0
    for path in paths:
        with open(path) as file:
            lines = file.read().split("\n")
        sites = files.get(os.path.realpath(path), {"sites": []})["sites"]
        found = {}
        for site in sorted(sites, key=lambda s: (s["line"], s["column"], s["end_line"],
                                                 s["end_column"],
                                                 s.get("macro", {}).get("line", 0),
                                                 s.get("macro", {}).get("column", 0),
                                                 argument_place(s))):
            found.setdefault(site["line"], []).append(in_words(lines, site))
            for error in label_errors(lines, site):
                errors += 1
                print("%s: %s" % (path, error))
        for number, line in enumerate(lines, 1):
            match = COMMENT.search(line)
            expected = match[1].strip() if match else ""
            got = " ".join(found.get(number, []))
            if write:
                lines[number - 1] = COMMENT.sub("", line) + (" // " + got if got else "")
            elif got != expected:
                errors += 1
                print("%s:%d: expected %s\n%s got %s" % (path, number, expected or "no site",
                                                         " " * len(path), got or "no site"))
        if write:
            with open(path, "w") as file:
                file.write("\n".join(lines))
    sys.exit(1 if errors else 0)


main()
