#!/usr/bin/env python3
"""arbiter.py DIR SOURCES: let the program say itself which disputed outcomes ran.

Rewrites the sources in place: each disputed condition `c` of DIR/disputes becomes
`ORACLE_NOTE(n, c)`, which notes n, the line, and whether c was true; a switch without default gets
one that notes that it ran, and so does a line, before its first statement. oracle_note.h, to be included first, has the macro. What has no end that
can be found is left as it is, and stays in dispute. This knows nothing of
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


# Comments, literals (raw ones too), numbers with their separators, words, and else one character.
TOKEN = re.compile(r'''/\*.*?\*/|//[^\n]*|(?:u8|[uUL])?R"([^(\s]*)\(.*?\)\1"
                       |"(?:\\.|[^"\\\n])*"|\d(?:'?[\w.])*|'(?:\\.|[^'\\\n])*'|\w+|.''',
                   re.DOTALL | re.VERBOSE)


def closing(text, position, opening, end):
    """The position of the bracket that closes the first opening one from position on."""
    depth = 0
    for token in TOKEN.finditer(text, position):
        if token[0] == opening:
            depth += 1
        elif token[0] == end:
            depth -= 1
            if depth == 0:
                return token.start()
    raise ValueError("nothing closes the %s" % opening)


ASSERT = re.compile(r"\w*assert\s*\(", re.IGNORECASE)


def insertions(text, start, end, identity, what):
    """What makes a disputed line, condition or switch note what it does, and where: (position, text)."""
    if what == "lines":
        return {(offset_of(text, start[0], 1), "oracle_note(%d, %d, 1, __FILE_NAME__); " % (identity, start[0]))}
    first, last = offset_of(text, *start), offset_of(text, *end)
    if first == last:  # a system header's macro and its arguments
        last = closing(text, first, "(", ")") + 1
        asserted = ASSERT.match(text, first)
        if asserted:  # has no value of its own: its argument is the condition
            first, last = asserted.end(), last - 1
    if what == "sites":
        return {(first, "ORACLE_NOTE(%d, " % identity), (last, ")")}
    note = "break; default: oracle_note(%d, %d, 1, __FILE_NAME__); " % (identity, start[0])
    return {(closing(text, last, "{", "}"), note)}


def last_line(sources, key):
    """Where __LINE__ is in a condition: the end of the outermost macro expansion around it, if found."""
    path, line, *rest = key
    if not rest:
        return line
    column, *spelled = rest
    with open(os.path.join(sources, path), encoding="latin-1") as file:
        text = file.read()
    at = offset_of(text, line, column)
    if spelled == key[:3] or not re.match(r"\w+\s*\(", text[at:]):
        return line
    try:
        return line + text.count("\n", at, closing(text, at, "(", ")"))
    except ValueError:
        return None


def main():
    directory, sources = sys.argv[1:3]
    with open(directory + "/disputes") as file:
        disputed = json.load(file)
    edits = {}
    wrapped = {}
    for identity, (what, key, end) in enumerate(disputed):
        if what in ("labels", "lines"):
            edits.setdefault(key[0], []).append((key[1:3], end, identity, what))
            continue
        # Expansions of one macro share its text; the line tells them apart.
        spelled = tuple(key[3:])
        identity = wrapped.setdefault(spelled, identity)
        edits.setdefault(spelled[0], []).append((list(spelled[1:]), end, identity, what))
    last_lines = [last_line(sources, key) for _, key, _ in disputed]
    unsettled = set()
    for path, changes in edits.items():
        if os.path.isabs(path):
            sys.exit("%s is not among the sources of the program: nothing there can be settled" % path)
        name = os.path.join(sources, path)
        with open(name, encoding="latin-1") as file:
            text = file.read()
        inserted = set()
        for start, end, identity, what in changes:
            try:
                inserted |= insertions(text, start, end, identity, what)
            except ValueError as error:
                print("arbiter: %s:%d: not settled: %s" % (path, start[0], error))
                unsettled.add(identity)
        for position, note in sorted(inserted, reverse=True):
            text = text[:position] + note + text[position:]
        with open(name, "w", encoding="latin-1") as file:
            file.write(text)
    # Those that share their text with another have its number.
    settled = []
    for identity, (what, key, _) in enumerate(disputed):
        number = wrapped.get(tuple(key[3:]), identity) if what == "sites" else identity
        if number not in unsettled and last_lines[identity]:
            settled.append([number, what, key, last_lines[identity]])
    with open(directory + "/settled", "w") as file:
        json.dump(settled, file)


main()
