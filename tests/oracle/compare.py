#!/usr/bin/env python3
"""compare.py NAME DIR: do llvm-cov and fastcov say the same of the same runs of the same program?

DIR holds llvm/ and fastcov/, the two builds; export/, what llvm-cov says; fastcov.json; and, on a
second call, notes, what the program noted itself (see arbiter.py). Compared are which branch sites,
labels, functions and lines there are and which of them ran. A difference must be explained by a rule
(rules.py, line_rules.py, docs/oracle.md); else it is listed and the status is 2. Of the lines,
but for NOT_COUNTED, 199 of 200 must be alike even so. DIR/disputes receives what an arbiter can settle.
Environment: ORACLE_LIMIT, how many differences to list.
"""

import json
import os
import sys

import line_rules
import model
import rules

LINES_ALIKE = 99.5  # per cent, of programs with enough lines
# What only llvm-cov has, in functions that nothing needs, says nothing of the others; and where the
# program said itself that fastcov is right, no rule had to.
NOT_COUNTED = "unused_function", "behind_call", "noreturn_gap"


def alike(ours, theirs):
    """Conditions that have their place in common are compared as a bag: llvm-cov has no order."""
    if isinstance(ours, list) and isinstance(theirs, list):
        return sorted(ours) == sorted(theirs)
    return ours == theirs


def differences(llvm, fastcov):
    """Yields (what, key, what llvm-cov says, what fastcov says); None stands for: no such thing."""
    for what in ("sites", "labels", "functions"):
        ours, theirs = getattr(fastcov, what), getattr(llvm, what)
        for key in sorted(ours.keys() | theirs.keys()):
            if what == "sites" and key[3:] in fastcov.folded & llvm.folded:
                continue
            if not alike(ours.get(key), theirs.get(key)):
                yield what, key, theirs.get(key), ours.get(key)
    for key in sorted((llvm.folded - llvm.labels.keys()) ^ fastcov.folded):
        yield "folded", key, key in llvm.folded or None, key in fastcov.folded or None


def in_words(what, key, theirs, ours):
    place = "%s:%d:%s" % key[:3]
    if what == "sites" and key[3:] != key[:3]:
        place += " (spelled at %s:%d:%d)" % key[3:]

    def say(side):
        if side is None:
            return "absent"
        if what != "sites":
            return "ran" if side else "not run"
        return " ".join("%s/%s" % tuple("ran" if ran else "-" for ran in site) for site in side)

    return "%s: %s: llvm-cov %s; fastcov %s" % (place, what, say(theirs), say(ours))


def compare_lines(context, derived):
    """Returns rule (or None) -> the lines that differ, and how many lines there are."""
    llvm, fastcov = context.llvm, context.fastcov
    keys = sorted(llvm.lines.keys() | fastcov.lines.keys())
    differ = {}
    for key in keys:
        if llvm.lines.get(key) != fastcov.lines.get(key):
            rule = line_rules.explain(key, context, derived)
            differ.setdefault(rule, []).append(key)
    return differ, len(keys)


def print_some(texts, limit=int(os.environ.get("ORACLE_LIMIT", 40))):
    texts = list(texts)
    for text in texts[:limit]:
        print("    " + text)
    if len(texts) > limit:
        print("    ... and %d more (ORACLE_LIMIT=%d)" % (len(texts) - limit, len(texts)))


def main():
    name, directory = sys.argv[1:3]
    fastcov = model.read_fastcov(directory + "/fastcov.json", directory + "/fastcov")
    llvm = model.read_llvm(directory + "/export", directory + "/llvm", fastcov.made)
    if any(name.startswith("_Z") for _, _, name in llvm.functions):
        llvm.forget_names()
        fastcov.forget_names()
    model.place_by_order(llvm, fastcov)
    llvm.forget_others()
    fastcov.forget_others()
    if not llvm.functions:
        sys.exit("%s: llvm-cov reports nothing: no comparison" % name)
    context = rules.Context(llvm, fastcov, model.Sources(directory + "/llvm"), directory)

    explained = {}
    unexplained = []
    for difference in differences(llvm, fastcov):
        rule = rules.explain(difference, context)
        if rule:
            explained.setdefault(rule, []).append(difference)
        else:
            unexplained.append(difference)
    derived = {key[:2] for _, key, _, _ in explained.get("derived_count", [])}
    differ, line_count = compare_lines(context, derived)
    unlike = differ.pop(None, [])
    explained.update(differ)
    line_count -= sum(len(differ.get(rule, [])) for rule in NOT_COUNTED)
    unlike_count = len(unlike) + sum(len(keys) for rule, keys in differ.items() if rule not in NOT_COUNTED)
    equal = 100.0 * (1 - unlike_count / max(1, line_count))
    lines_fail = unlike or (equal < LINES_ALIKE and line_count >= 1000)
    with open(directory + "/disputes", "w") as file:
        json.dump(rules.disputes(unexplained, context) + list(line_rules.disputes(unlike, context)), file)

    sites = sum(len(outcomes) for outcomes in llvm.sites.values())
    ran = sum(sum(site) for outcomes in llvm.sites.values() for site in outcomes)
    print("%-20s %5d sites %5d outcomes (%d ran) %4d functions (%d ran) %5d lines, %.2f %% alike"
          % (name, sites, 2 * sites + len(llvm.labels), ran + sum(llvm.labels.values()),
             len(llvm.functions), sum(llvm.functions.values()), line_count, equal))
    for rule, found in sorted(explained.items()):
        print("%26d by rule: %s" % (len(found), rule))
    print("%26d unexplained" % len(unexplained))
    print_some(in_words(*difference) for difference in unexplained)
    print_some("%s:%d: line: llvm-cov %s, fastcov %s"
               % (key + (llvm.lines.get(key), fastcov.lines.get(key))) for key in unlike)
    sys.exit(2 if unexplained or lines_fail else 0)


main()
