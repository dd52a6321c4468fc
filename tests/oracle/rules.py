"""Why llvm-cov and fastcov may differ: each rule with its reason and its proof.

A rule is a function of a difference that returns whether it explains it. It looks at the source text
itself: a difference elsewhere is never excused. docs/oracle.md gives the reasons at length;
tests/oracle/rules/RULE.c is a program that shows the difference and, by counting for itself, which
side is right.
"""

import re

UNEVALUATED = re.compile(r"\b(sizeof|typeof|__typeof__|__typeof|typeof_unqual|_Alignof|__alignof__)\s*$")


class Context:
    def __init__(self, llvm, fastcov, sources):
        self.llvm = llvm
        self.fastcov = fastcov
        self.sources = sources


def unevaluated(difference, context):
    """Operands of sizeof and typeof do not run: llvm-cov counts them, fastcov does not."""
    what, key, _, ours = difference
    if what != "sites" or ours is not None:
        return False
    depth = 0
    text = context.sources.before(*key[3:])
    for index in range(len(text) - 1, -1, -1):
        if text[index] == ")":
            depth += 1
        elif text[index] == "(":
            depth -= 1
            if depth < 0:
                if UNEVALUATED.search(text[:index]):
                    return True
                depth = 0
        elif text[index] in ";{}":
            return False
    return False


def line_explained(key, context):
    """The brace that closes a block left by break, goto or return: llvm-cov has it as missed code."""
    path, line = key
    text = context.sources.after(path, line, 1)
    return context.llvm.lines.get(key) is False and text.strip() == "}"


RULES = [unevaluated]


def explain(difference, context):
    """The name of the rule that explains a difference, or None."""
    for rule in RULES:
        if rule(difference, context):
            return rule.__name__
    return None
