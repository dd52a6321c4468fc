#!/usr/bin/env python3
"""arbiter.py DIR SOURCES: let the program say itself which disputed outcomes ran.

Rewrites the sources in place: each disputed condition `c` of DIR/disputes becomes
`ORACLE_NOTE(n, c)`, which notes n, the line, and whether c was true; a switch without default gets
one that notes that it ran. oracle_note.h, to be included first, has the macro. This knows nothing of
counters, edges or flags: what it says is what happened.
"""

import json
import os
import re
import sys


def offset_of(text, line, column):
    position = 0
    for _ in range(line - 1):
        position = text.index("\n", position) + 1
    return position + column - 1


def closing(text, position, opening, end):
    """The position of the bracket that closes the first opening one from position on."""
    depth = 0
    while position < len(text):
        if text.startswith("/*", position):
            position = text.index("*/", position) + 1
        elif text.startswith("//", position):
            position = text.index("\n", position)
        elif text[position] in "\"'":
            quote = text[position]
            position += 1
            while text[position] != quote:
                position += 2 if text[position] == "\\" else 1
        elif text[position] == opening:
            depth += 1
        elif text[position] == end:
            depth -= 1
            if depth == 0:
                return position
        position += 1
    sys.exit("arbiter: no end of a switch")


def last_line(sources, key):
    """Where __LINE__ is in a condition: the end of the outermost macro expansion around it."""
    path, line, column, *spelled = key
    with open(os.path.join(sources, path), encoding="latin-1") as file:
        text = file.read()
    at = offset_of(text, line, column)
    if spelled == key[:3] or not re.match(r"\w+\s*\(", text[at:]):
        return line
    return line + text.count("\n", at, closing(text, at, "(", ")"))


def main():
    directory, sources = sys.argv[1:3]
    with open(directory + "/disputes") as file:
        disputed = json.load(file)
    edits = {}
    wrapped = {}
    for identity, (what, key, end) in enumerate(disputed):
        if what == "labels":
            edits.setdefault(key[0], []).append((key[1:3], end, identity, what))
            continue
        # Expansions of one macro share its text; the line tells them apart.
        spelled = tuple(key[3:])
        identity = wrapped.setdefault(spelled, identity)
        edits.setdefault(spelled[0], []).append((list(spelled[1:]), end, identity, what))
    last_lines = [last_line(sources, key) for _, key, _ in disputed]
    for path, changes in edits.items():
        if os.path.isabs(path):
            sys.exit("%s is not among the sources of the program: nothing there can be settled" % path)
        name = os.path.join(sources, path)
        with open(name, encoding="latin-1") as file:
            text = file.read()
        insertions = set()
        for start, end, identity, what in changes:
            first, last = offset_of(text, *start), offset_of(text, *end)
            if first == last:  # a system header's macro and its arguments
                last = closing(text, first, "(", ")") + 1
            if what == "sites":
                insertions.add((first, "ORACLE_NOTE(%d, " % identity))
                insertions.add((last, ")"))
            else:
                brace = closing(text, last, "{", "}")
                note = "break; default: oracle_note(%d, %d, 1, __FILE_NAME__); " % (
                    identity, start[0])
                insertions.add((brace, note))
        for position, inserted in sorted(insertions, reverse=True):
            text = text[:position] + inserted + text[position:]
        with open(name, "w", encoding="latin-1") as file:
            file.write(text)
    # Those that share their text with another have its number.
    settled = []
    for identity, (what, key, _) in enumerate(disputed):
        number = wrapped.get(tuple(key[3:]), identity)
        settled.append([number, what, key, last_lines[identity]])
    with open(directory + "/settled", "w") as file:
        json.dump(settled, file)


main()
