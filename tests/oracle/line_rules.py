"""Why llvm-cov and fastcov may differ about a line: each rule with its reason.

llvm-cov derives lines from regions of text and the gaps between them. As in rules.py, a rule looks at
the source and at both sides, and tests/oracle/rules/RULE.c or .cpp shows the difference on lines whose truth
is plain to see.
"""

import os
import re

from rules import DEFAULTED, EMPTY_DESTRUCTOR, is_not_emitted

NEARBY = 25  # lines from a disputed condition to what its outcome leads to
BEHIND = 6  # lines from a condition to what it decides at once
JUMP = re.compile(r"\b(break|continue|return|goto)\b[^;]*;\s*(/\*.*)?$|}\s*$")
STATEMENT_END = re.compile(r"[;{}:]\s*(/[/*].*)?$")
INVOCATION = re.compile(r"\b(\w+)\s*\([^;]*$")
LABEL = re.compile(r"\s*(case\b.*|default\s*|\w+\s*):")
BLANK_IN_MACRO = re.compile(r"\s*(/\*.*?\*/\s*)?\\?$")
BEGINS_WITH = re.compile(r"\s*(\w+)\s*\(")
BEHIND_OPERATOR = re.compile(r"(&&|\|\|)\s*$")
MACRO = re.compile(r"\b([A-Z][A-Z0-9_]+|std(in|out|err)|errno)\b")
ASSERT = re.compile(r"\s*assert\(.*\);\s*$")
COMMENT = re.compile(r"\s*(//|/\*((?!\*/).)*\*/\s*$)")
DIRECTIVE = re.compile(r"\s*#\s*(\w+)")
BRACKETS = re.compile(r"\s*}[})\];\s]*(/[/*].*)?$")
CALL = re.compile(r"\b(?!(?:if|while|for|switch|return|sizeof)\b)\w+\s*\(")
LEAVES = re.compile(r"\b(break|continue|return|goto|co_return)\b")
# Between two statements of a function, a third one can stand.
BETWEEN = re.compile(r"(?<!=)(?<!= )[;{}]\s*(/[/*].*)?$")
NO_STATEMENT = re.compile(r"\s*([}#:,?&|.+*=<>]|else\b|case\b|default\b|catch\b|while\b.*;|\w+\s*:[^:])")


class Line:
    """A line that differs: what each side says (None: no code), and the source around it."""

    def __init__(self, key, llvm, fastcov, sources):
        self.path, self.number = key
        self.theirs, self.ours = llvm.lines.get(key), fastcov.lines.get(key)
        self.llvm, self.fastcov = llvm, fastcov
        self.sources = sources
        self.texts = sources.lines(self.path)

    def text(self):
        return self.texts[self.number - 1] if self.number <= len(self.texts) else ""

    def text_before(self):
        """The last line before this one that is neither blank nor a comment."""
        before = [text for text in self.texts[: self.number - 1] if text.strip() and not COMMENT.match(text)]
        return before[-1] if before else ""

    def is_behind(self, first):
        """Whether no function begins behind a line and up to this one."""
        return first < self.number and not any(
            key[0] == self.path and first < key[1] <= self.number for key in self.fastcov.functions)

    def agreed(self, step):
        """What both sides say of the next line in a direction that both have as code and agree on."""
        number = self.number + step
        while 0 < number <= len(self.texts):
            key = self.path, number
            said = self.llvm.lines.get(key)
            if said is not None and said == self.fastcov.lines.get(key):
                return said
            number += step
        return None

    def goes_on(self):
        """Whether a line behind this one ran, and nothing in between lets control in."""
        if not STATEMENT_END.search(self.text_before()):
            return False  # the body of an if without braces, say
        for number in range(self.number, len(self.texts) + 1):
            text = self.texts[number - 1]
            if LABEL.match(text) or "}" in text or "else" in text:
                return False
            if self.fastcov.lines.get((self.path, number)) or any(
                    key[:2] == (self.path, number) and any(map(any, said))
                    for key, said in self.fastcov.sites.items()):
                return True
        return False


def end_of_include(line, _):
    """llvm-cov has a line after the last one of a file that is included within a function."""
    return line.ours is None and line.number >= len(line.texts)


def zero_width(line, _):
    """A system header's macro leaves llvm-cov a region without width; if it is the last of the file,
    its line is no code. It is code, and fastcov says whether it ran."""
    return line.theirs is None and bool(MACRO.search(line.text()) or ASSERT.match(line.text()))


def jump_gap(line, _):
    """What follows a jump is a gap, for which llvm-cov may take a counter from before the jump. Control
    comes to the label that ends the gap in other ways only."""
    return (line.theirs and line.ours is False and bool(LABEL.match(line.text()))
            and bool(JUMP.search(line.text_before())))


def derived_lines(line, derived):
    """Only an outcome leads there that llvm-cov takes for the rest (see rules.derived_count): one that
    the program settled; or llvm-cov contradicts itself, with a branch whose outcome did not run and a
    line behind it that did."""
    if line.theirs is None or line.ours is None:
        return False
    if any(path == line.path and 0 <= line.number - number <= NEARBY for path, number in derived):
        return True
    return line.theirs and not line.goes_on() and any(
        key[0] == line.path and 0 <= line.number - key[1] <= BEHIND and said == line.fastcov.sites.get(key)
        and not all(map(all, said)) for key, said in line.llvm.sites.items())


def macro_arguments(line, _):
    """For llvm-cov a macro's place is its name. If its arguments are on further lines, these are what is
    around: of a branch without braces, the text after it."""
    if not line.theirs or line.ours is not False:
        return False
    for number in range(line.number - 1, max(0, line.number - BEHIND), -1):
        text = line.texts[number - 1]
        begun = INVOCATION.search(text)
        if begun and begun[1] in line.sources.macros():
            return line.fastcov.lines.get((line.path, number)) is False
        if ";" in text:
            return False
    return False


def macro_gap(line, _):
    """Where a macro is what follows a statement that always leaves, llvm-cov sees no gap in between: for it the macro's name
    is part of what is around."""
    begun = BEGINS_WITH.match(line.text())
    is_macro = begun and (begun[1] in line.sources.macros() or ASSERT.match(line.text()))
    return (line.theirs and line.ours is False and bool(is_macro)
            and bool(JUMP.search(line.text_before())) and not line.goes_on())


def blank_in_macro(line, _):
    """A line of a macro's definition with nothing but a comment, if that, is code for llvm-cov if what is around is."""
    return (line.ours is None and bool(BLANK_IN_MACRO.match(line.text()))
            and line.sources.in_definition(line.path, line.number))


def constant_operand(line, _):
    """Of an && or || that is a constant, all operands are: the compiler evaluates them, and llvm-cov counts nothing."""
    if line.theirs is not False or not line.ours or not BEHIND_OPERATOR.search(line.text_before()):
        return False
    sites = sorted(key for key in line.fastcov.sites if key[:2] == (line.path, line.number))
    return bool(sites) and sites[0][3:] in line.fastcov.folded


def closing_bracket(line, _):
    """A line with nothing but closing brackets is what is around it for llvm-cov, be that an earlier case of a
    switch. For fastcov, in a block with calls, it runs when control leaves the block by its end or by a jump; behind a
    jump in a case's block there is a gap."""
    text = line.text()
    if line.theirs is None or line.ours is None or not BRACKETS.match(text):
        return False
    depth = len(text) - len(text.lstrip())
    last, has_call, is_left = None, False, False
    for number in range(line.number - 1, 0, -1):
        text = line.texts[number - 1]
        if DIRECTIVE.match(text) or LABEL.match(text):
            continue
        if text.strip() and len(text) - len(text.lstrip()) <= depth:
            break
        ran = line.fastcov.lines.get((line.path, number))
        has_call |= bool(CALL.search(text.split("//")[0]))
        if ran is None or BRACKETS.match(text):
            continue
        if last is None:
            last = ran and not (LEAVES.search(text) and not line.ours)
        is_left |= bool(ran and LEAVES.search(text))
    return has_call and ((last or is_left) if line.ours else last is False)


def behind_directive(line, _):
    """Of what is left out by the preprocessor, llvm-cov may have the end on the next line, which is no code then."""
    return line.theirs is None and line.ours is not None and bool(DIRECTIVE.match(line.text_before()))


def defaulted(line, _):
    """A function that is = default is code for llvm-cov. Nobody wrote what it does."""
    return line.ours is None and bool(DEFAULTED.match(line.text()))


def unused_function(line, _):
    """In a function that a unit does not need, llvm-cov counts all lines between the brackets: comments,
    and what the preprocessor leaves out, too; but no constructor's initialisers."""
    if line.theirs is None and line.ours is False:
        return any(path == line.path and 0 < first - line.number <= BEHIND
                   and ";" not in "".join(line.texts[line.number - 1 : first - 1])
                   for path, first, _ in line.llvm.unneeded)
    if line.theirs is not False or line.ours is not None or not any(
            path == line.path and first <= line.number <= last for path, first, last in line.llvm.unneeded):
        return False
    text = line.text().strip()
    if not text or text.startswith(("//", "/*", "*", "#")):
        return True
    for number in range(line.number, 0, -1):
        if line.fastcov.lines.get((line.path, number)) is not None:
            return False
        if DIRECTIVE.match(line.texts[number - 1]):
            return DIRECTIVE.match(line.texts[number - 1])[1] in ("if", "ifdef", "ifndef", "else", "elif")
    return False


def system_function(line, _):
    """A function that a system header's macro defines has no width for llvm-cov, and goes on up to the
    next one."""
    return line.ours is None and any(
        path == line.path and (first == line.number or line.is_behind(first))
        for path, first in line.llvm.widthless)


def not_emitted(line, _):
    """See rules.not_emitted()."""
    if line.theirs is not None or line.ours is not False:
        return False
    # The function that the line is in, be it with its initialisers.
    behind = [key for key in line.fastcov.functions if key[0] == line.path and key[1] <= line.number]
    ahead = [key for key in line.fastcov.functions
             if key[0] == line.path and line.number < key[1] <= line.number + BEHIND]
    return any(is_not_emitted(key, line.llvm, line.fastcov)
               for key in (behind and [max(behind)]) + (ahead and [min(ahead)]))


def empty_destructor(line, _):
    """See rules.empty_destructor()."""
    return line.theirs is None and bool(EMPTY_DESTRUCTOR.match(line.text()))


RULES = [end_of_include, zero_width, jump_gap, macro_gap, macro_arguments, blank_in_macro, constant_operand,
         derived_lines, defaulted, unused_function, system_function, not_emitted, empty_destructor,
         closing_bracket, behind_directive]


def settled(line, context):
    """The name of the rule for a line that the program says of itself what fastcov says: see arbiter.py. llvm-cov takes
    it that calls come back, and of a gap behind an operand that does not that it counts nothing."""
    if None in (line.theirs, line.ours) or context.notes.get(("lines", line.path, line.number)) != [line.ours]:
        return None
    return "noreturn_gap" if line.ours else "behind_call"


def explain(key, context, derived):
    """The name of the rule that explains a line, or None. `derived`: (path, line) of the conditions
    that rules.derived_count explained."""
    line = Line(key, context.llvm, context.fastcov, context.sources)
    if settled(line, context):
        return settled(line, context)
    for rule in RULES:
        if rule(line, derived):
            return rule.__name__
    return None


def disputes(keys, context):
    """Of lines that no rule explains, those that can note that they ran, for arbiter.py."""
    for key in keys:
        line = Line(key, context.llvm, context.fastcov, context.sources)
        if (not os.path.isabs(line.path) and None not in (line.theirs, line.ours)
                and BETWEEN.search(line.text_before()) and not NO_STATEMENT.match(line.text())):
            yield ["lines", list(key), None]
