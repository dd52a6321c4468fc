#!/usr/bin/env python3
"""compare.py NAME LLVM_DIR LLVM_ROOT FASTCOV_JSON FASTCOV_ROOT

Compares what llvm-cov and fastcov say of the same runs of the same program: which branch sites,
labels, functions and lines there are and which of them ran. A difference must be explained by a rule
(rules.py, docs/oracle.md), else it is listed and the status is 2. Lines may differ in one of 200:
llvm-cov derives them from regions that begin and end within lines.
"""

import os
import sys

import model
import rules

LINES_ALIKE = 99.5


def differences(llvm, fastcov):
    """Yields (what, key, what llvm-cov says, what fastcov says); None stands for: no such thing."""
    for what in ("sites", "labels", "functions"):
        ours, theirs = getattr(fastcov, what), getattr(llvm, what)
        for key in sorted(ours.keys() | theirs.keys()):
            if what == "sites" and key[3:] in fastcov.folded & llvm.folded:
                continue
            if ours.get(key) != theirs.get(key):
                yield what, key, theirs.get(key), ours.get(key)
    for key in sorted((llvm.folded - llvm.labels.keys()) ^ fastcov.folded):
        yield "folded", key, key in llvm.folded or None, key in fastcov.folded or None


def in_words(what, key, theirs, ours):
    place = "%s:%d:%s" % key[:3]
    if what == "sites" and key[3:] != key[:3]:
        place += " (spelled at %s:%d:%d)" % key[3:]
    say = lambda side: "absent" if side is None else str(side)
    return "%s: %s: llvm-cov %s, fastcov %s" % (place, what, say(theirs), say(ours))


def compare_lines(llvm, fastcov, context):
    """Returns the keys of the lines that differ, how many are explained, and how many there are."""
    keys = sorted(llvm.lines.keys() | fastcov.lines.keys())
    differ = [key for key in keys if llvm.lines.get(key) != fastcov.lines.get(key)]
    unlike = [key for key in differ if not rules.line_explained(key, context)]
    return unlike, len(differ) - len(unlike), len(keys)


def print_some(texts, limit=int(os.environ.get("ORACLE_LIMIT", 100))):
    texts = list(texts)
    for text in texts[:limit]:
        print("    " + text)
    if len(texts) > limit:
        print("    ... and %d more (ORACLE_LIMIT=%d)" % (len(texts) - limit, len(texts)))


def main():
    name, llvm_directory, llvm_root, fastcov_json, fastcov_root = sys.argv[1:6]
    llvm = model.read_llvm(llvm_directory, llvm_root)
    fastcov = model.read_fastcov(fastcov_json, fastcov_root)
    model.place_by_order(llvm, fastcov)
    if not llvm.functions:
        sys.exit("%s: llvm-cov reports nothing: no comparison" % name)
    context = rules.Context(llvm, fastcov, model.Sources(llvm_root))

    explained = {}
    unexplained = []
    for difference in differences(llvm, fastcov):
        rule = rules.explain(difference, context)
        if rule:
            explained.setdefault(rule, []).append(difference)
        else:
            unexplained.append(difference)

    unlike, braces, lines = compare_lines(llvm, fastcov, context)
    alike = 100.0 * (1 - len(unlike) / max(1, lines))
    line_failure = alike < LINES_ALIKE
    outcomes = 2 * len(llvm.sites) + len(llvm.labels)
    ran = sum(s["true"] + s["false"] for s in llvm.sites.values()) + sum(llvm.labels.values())
    print("%-8s %6d sites %6d outcomes (%d ran) %5d functions (%d ran) %6d lines, %.2f %% alike"
          % (name, len(llvm.sites), outcomes, ran, len(llvm.functions),
             sum(llvm.functions.values()), lines, alike))
    if braces:
        print("         %6d by rule: closing_brace" % braces)
    for rule, found in sorted(explained.items()):
        print("         %6d by rule: %s" % (len(found), rule))
    print("         %6d unexplained" % len(unexplained))
    print_some(in_words(*difference) for difference in unexplained)
    if line_failure or os.environ.get("ORACLE_LINES"):
        print_some("%s:%d: line: llvm-cov %s, fastcov %s"
                   % (key + (llvm.lines.get(key), fastcov.lines.get(key))) for key in unlike)
    sys.exit(2 if unexplained or line_failure else 0)


main()
