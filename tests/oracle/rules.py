"""Why llvm-cov and fastcov may differ: each rule with its reason and its proof.

A rule is a function of a difference that returns whether it explains it. It looks at the source text
itself, or at what the program noted while it ran: a difference elsewhere is never excused.
docs/oracle.md gives the reasons at length; tests/oracle/rules/RULE.c or .cpp is a program that shows the
difference and, by counting for itself, which side is right.
"""

import json
import os
import re

# Lines with this function and nothing else.
EMPTY_DESTRUCTOR = re.compile(r"\s*(virtual\s+)?([\w:]+::)?~\w+\(\)[\w\s]*\{\s*\}\s*$")
DEFAULTED = re.compile(r"[^{};]*\)[\w\s]*=\s*default\s*;\s*(//.*)?$")
CONSTRUCTOR = re.compile(r"\b(\w+)::\1$")
CONDITION = re.compile(r"\b(if|while|switch|for)\s*$")
VARIABLE = re.compile(r"\s*(const\s+)?[\w:]+(<[^;{}]*>)?(\s+|\s*[*&]\s*)\w+\s*=(?!=)")
BEHIND = re.compile(r"(&&|\|\|)\s*\Z")
UNEVALUATED = re.compile(
    r"\b(sizeof|typeof|__typeof__|__typeof|_Alignof|__alignof__|_Generic|__builtin_choose_expr"
    r"|__builtin_assume)\s*$")


class Context:
    def __init__(self, llvm, fastcov, sources, directory):
        self.llvm = llvm
        self.fastcov = fastcov
        self.sources = sources
        self.notes = read_notes(directory)


def enclosing(text, pattern):
    """Is the end of the text within parentheses that follow the pattern?"""
    depth = 0
    for index in range(len(text) - 1, -1, -1):
        if text[index] == ")":
            depth += 1
        elif text[index] == "(":
            depth -= 1
            if depth < 0:
                if pattern.search(text[:index]):
                    return True
                depth = 0
        elif text[index] in ";{}":
            return False
    return False


def unevaluated(difference, context):
    """What sizeof, typeof and _Generic look at does not run: llvm-cov has sites there."""
    what, key, theirs, ours = difference
    if what not in ("sites", "folded") or theirs is None:
        return False
    spelled = key[3:] if what == "sites" else key
    return ours is None and enclosing(context.sources.before(*spelled), UNEVALUATED)


def system_assert(difference, context):
    """glibc's assert(e) has e twice, first in a sizeof: llvm-cov has both."""
    what, key, theirs, ours = difference
    if what != "sites" or not ours or not theirs:
        return False
    if not re.match(r"assert\b", context.sources.after(*key[:3])):
        return False
    left = list(theirs)
    for site in ours:
        if site not in left:
            return False
        left.remove(site)
    # The copy's counter stays 0, so that one side of each of its conditions has not run.
    return len(left) == len(ours) and [True, True] not in left


def static_initialiser(difference, context):
    """What initialises a static variable is a constant: llvm-cov has it as a folded condition."""
    what, key, _, ours = difference
    spelled = key[3:] if what == "sites" else key
    if what not in ("sites", "folded") or ours is not None or spelled not in context.llvm.folded:
        return False
    return bool(re.search(r"\bstatic\b[^;{}()]*=[^;]*\Z", context.sources.before(*spelled)))


def behind_constant(difference, context):
    """What stands behind an operand that decides, as x in 0 && x, is folded for fastcov."""
    what, key, theirs, _ = difference
    if what != "folded" or theirs is not None:
        return False
    ran = [sites for place, sites in context.llvm.sites.items() if place[3:] == key]
    before = context.sources.before(*key)
    return all(site == [False, False] for sites in ran for site in sites) and bool(
        BEHIND.search(re.sub(r"[\s(!]+\Z", "", before)) or enclosing(before, BEHIND))


def system_labels(difference, context):
    """Labels of a switch over a constant, in a system header's macro, are branches like any other for
    llvm-cov, which does not look into it: one that is taken whenever the switch is reached, the others
    never. What is in an argument may be behind a condition's variable, too: see condition_variable()."""
    what, key, theirs, ours = difference
    counts = context.fastcov.system_labels.get(key[:3])
    if what == "labels":
        return bool(theirs is None and ours is False and counts and key in context.fastcov.folded_labels)
    if what != "sites" or key[:3] != key[3:] or not counts or not theirs or not ours:
        return False
    reached = any(map(any, ours))
    labels = [label for count in counts
              for label in [[reached, False]] + (count - 1) * [[False, reached]]]
    arguments = context.fastcov.system_arguments.get(key[:3], ())
    others = [site for index, site in enumerate(ours) if index not in arguments]
    return sorted(theirs) in (sorted(ours + labels), sorted(others + labels))


def open_brackets(text):
    """Where the round brackets are that are open at the end of the text, in its last statement; the
    innermost one first."""
    depth = 0
    for index in range(len(text) - 1, -1, -1):
        if text[index] == ")":
            depth += 1
        elif text[index] == "(" and depth:
            depth -= 1
        elif text[index] == "(":
            yield index
        elif text[index] in ";{}":
            return


def condition_variable(difference, context):
    """llvm-cov does not look into what initialises the variable of if (T x = a && b)."""
    what, key, theirs, ours = difference
    if what not in ("sites", "folded") or theirs is not None or ours is None:
        return False
    before = context.sources.before(*(key[3:] if what == "sites" else key))
    return any(CONDITION.search(before[:bracket]) and VARIABLE.match(before[bracket + 1:])
               for bracket in open_brackets(before))


def temporaries(difference, context):
    """Where a && b or a || b has temporaries to destroy, llvm-cov takes the whole for one more site."""
    what, key, theirs, ours = difference
    if what != "sites" or not ours or not theirs or len(ours) != 1 or len(theirs) != 2:
        return False
    operator = re.search(r"&&|\|\|", context.sources.after(*key[3:]) +
                         context.sources.after(key[3], key[4] + 1, 1))
    if not operator or ours[0] not in theirs:
        return False
    whole = theirs[1 - theirs.index(ours[0])]
    # What decides by itself, and what the whole cannot be without.
    decides, follows = (1, 0) if operator[0] == "&&" else (0, 1)
    return (whole[decides] or not ours[0][decides]) and (ours[0][follows] or not whole[follows])


def is_pasted(place, sources):
    """Is what is spelled there one of two tokens that a macro pastes together?"""
    return bool(re.match(r"\w+\s*##", sources.after(*place)) or
                re.search(r"##\s*\Z", sources.before(*place, 0)))


def pasted_token(difference, context):
    """Where a condition begins with a token that was pasted together, llvm-cov has it where the first half
    of that is spelled. For fastcov it is the expansion that holds it."""
    what, key, theirs, ours = difference
    if what != "sites" or None not in (theirs, ours):
        return False
    if ours is None and not is_pasted(key[3:], context.sources):
        return False
    whole = key[:3] + key[:3]
    ours = context.fastcov.sites.get(whole)
    halves = [site for place in context.llvm.at_expansion(key[:3])
              if place == whole or is_pasted(place[3:], context.sources) for site in context.llvm.sites[place]]
    return bool(ours) and len(halves) > len(context.llvm.sites.get(whole, ())) and sorted(ours) == sorted(halves)


def is_not_emitted(key, llvm, fastcov):
    return key not in llvm.functions and fastcov.functions[key] is False and all(
        "<" in name or CONSTRUCTOR.search(name) for name in fastcov.instances[key[:2]])


def not_emitted(difference, context):
    """An instantiation of a template, or a constructor, that is used, and yet no code is made of it, since the copy is
    elided: it did not run. llvm-cov has no such function."""
    what, key, _, _ = difference
    return what == "functions" and is_not_emitted(key, context.llvm, context.fastcov)


def defaulted(difference, context):
    """A function that is = default is one for llvm-cov. Nobody wrote what it does."""
    what, key, _, ours = difference
    return what == "functions" and ours is None and bool(
        DEFAULTED.match(context.sources.after(key[0], key[1], 1)))


def system_function(difference, context):
    """What a system header's macro defines is the system's for fastcov; a function for llvm-cov."""
    what, key, _, ours = difference
    return what == "functions" and ours is None and key[:2] in context.llvm.widthless


def empty_destructor(difference, context):
    """A destructor that does no more than its base's becomes another name for that: llvm-cov has lost it."""
    what, key, theirs, _ = difference
    return what == "functions" and theirs is None and bool(
        EMPTY_DESTRUCTOR.match(context.sources.after(key[0], key[1], 1)))


def constant_switch(difference, context):
    """A switch over a constant is folded for fastcov, one label of it taken for llvm-cov."""
    what, key, theirs, ours = difference
    return what == "labels" and theirs and ours is False and key in context.fastcov.folded_labels


def logical_switch(difference, context):
    """llvm-cov has no implicit default where the condition of a switch is && or ||."""
    what, key, theirs, _ = difference
    if what != "labels" or theirs is not None:
        return False
    condition = context.sources.after(*key).split("{")[0]
    return bool(re.search(r"&&|\|\|", condition)) and bool(
        re.search(r"\bswitch\s*\(\s*$", context.sources.before(*key)))


def derived_count(difference, context):
    """llvm-cov counts one side and takes the other for the rest: wrong where a call does not return.

    The program says itself which outcomes ran: see arbiter.py.
    """
    what, key, theirs, ours = difference
    if what not in ("sites", "labels") or ours is None or theirs is None:
        return False
    truth = context.notes.get((what,) + tuple(key))
    if what == "labels":
        return truth is not None and truth == [ours]
    return truth is not None and len(ours) == 1 and truth == ours[0]


RULES = [unevaluated, system_assert, static_initialiser, behind_constant, constant_switch,
         logical_switch, system_labels, condition_variable, temporaries, pasted_token, not_emitted, defaulted,
         system_function, empty_destructor, derived_count]


def explain(difference, context):
    """The name of the rule that explains a difference, or None."""
    for rule in RULES:
        if rule(difference, context):
            return rule.__name__
    return None


# ---- What the program can settle ------------------------------------------------------------------


def disputes(unexplained, context):
    """The differences about what ran, with the extent of their text in the source, for arbiter.py."""
    found = []
    for what, key, theirs, ours in unexplained:
        # What is not among the program's own sources is not ours to change.
        if os.path.isabs(key[0]) or (what == "sites" and os.path.isabs(key[3])):
            continue
        # The condition of a loop over a range, which is at the colon, is not written: it cannot note anything.
        if (what == "sites" and key in context.llvm.ends and theirs and ours and len(theirs) == len(ours) == 1
                and not context.sources.after(*key[3:]).startswith(":")):
            found.append(["sites", key, context.llvm.ends[key]])
        elif what == "labels" and key in context.llvm.implicit_defaults and ours is not None:
            found.append(["labels", key, context.llvm.implicit_defaults[key]])
    return found


def read_notes(directory):
    """What the program noted: ("sites", place) -> [true ran, false ran], ("labels", place) and
    ("lines", file and line) -> [ran]."""
    notes = {}
    if not os.path.exists(directory + "/notes"):
        return notes
    with open(directory + "/settled") as file:
        disputed = json.load(file)
    ran = set()
    with open(directory + "/notes") as file:
        for note in file:
            identity, line, value, name = note.split()
            ran.add((int(identity), int(line), int(value), name))
    for identity, what, key, last_line in disputed:
        # Within a macro's expansion, __LINE__ is where the expansion ends.
        noted = [(identity, last_line, value, os.path.basename(key[0])) in ran for value in (1, 0)]
        notes[(what,) + tuple(key)] = noted if what == "sites" else noted[:1]
    return notes
