"""What one tool says of a program, in terms that both tools share.

A Coverage has, with every path relative to the program's root:
  sites      place of conditions -> [[true ran, false ran], ...], in the order of the source
  labels     place of a case or default label -> ran; an implicit default's place is the condition of
             its switch
  functions  (path, line, name) -> ran
  lines      (path, line) -> ran
  folded     where the conditions are spelled that the tool calls constant
A condition's place is (path, line, column) of the outermost macro expansion around it, or of itself
if there is none, and then path, line and column of where it is spelled. Of a label only the former.
llvm-cov has a function that a macro defines at its place in the macro's definition, whatever expands it:
the linkage name tells where fastcov has it. What is not among the program's own sources is left out.
Several conditions have the same place where they are in one argument of a macro. What several units
or binaries say of the same function is OR-ed.
"""

import json
import os
import re


SOURCE_NAME = re.compile(r"\.(c|h|cc|hh|cpp|hpp|cxx|hxx|inc)$")
FUNCTION_MACRO = re.compile(r"^\s*#\s*define\s+(\w+)\(")


class Sources:
    """The program's source text."""

    def __init__(self, root):
        self.root = os.path.realpath(root)
        self.texts = {}
        self.macro_names = None

    def macros(self):
        """The names of the macros with parameters that the program defines."""
        if self.macro_names is None:
            self.macro_names = {name for directory, _, files in os.walk(self.root) for file in files
                                if SOURCE_NAME.search(file)
                                for line in self.lines(os.path.join(directory, file))
                                for name in FUNCTION_MACRO.findall(line)}
        return self.macro_names

    def relative(self, path):
        if not os.path.isabs(path):
            path = os.path.join(self.root, path)
        path = os.path.normpath(path)
        if path.startswith(self.root + os.sep):
            return path[len(self.root) + 1 :]
        return path

    def lines(self, path):
        if path not in self.texts:
            try:
                with open(os.path.join(self.root, path), encoding="latin-1") as file:
                    self.texts[path] = file.read().split("\n")
            except OSError:
                self.texts[path] = []
        return self.texts[path]

    def after(self, path, line, column):
        """The text from a place on, to the end of its line."""
        lines = self.lines(path)
        return lines[line - 1][column - 1 :] if 0 < line <= len(lines) else ""

    def in_definition(self, path, line):
        """Is the line one of a macro's definition?"""
        lines = self.lines(path)
        while 1 < line <= len(lines) and lines[line - 2].endswith("\\"):
            line -= 1
        return 0 < line <= len(lines) and bool(DEFINE.match(lines[line - 1]))

    def before(self, path, line, column, line_count=20):
        """The text before a place, from some lines above it on."""
        lines = self.lines(path)
        start = max(0, line - 1 - line_count)
        return "\n".join(lines[start : line - 1] + [lines[line - 1][: column - 1]])


class Coverage:
    def __init__(self):
        self.sites = {}
        self.labels = {}
        self.functions = {}
        self.lines = {}
        self.folded = set()
        self.function_of = {}  # of fastcov: place of a condition -> name of its function
        self.by_expansion = None  # see at_expansion
        self.unplaced = {}  # of llvm-cov: see place_by_order
        self.ends = {}  # of llvm-cov: place -> line and column where its text ends
        # Of llvm-cov: path, first and last line of functions that some unit does not need, which are one
        # region there; path and line of those whose body has no width, being a system header's macro's.
        self.unneeded = set()
        self.widthless = set()
        self.implicit_defaults = {}  # of llvm-cov: place -> where the switch condition ends
        self.folded_labels = set()  # of fastcov
        # Of fastcov, where macros of system headers expand: how many labels each switch over a constant
        # has, and which of the sites, by their indices, are spelled in arguments.
        self.system_labels = {}
        self.system_arguments = {}
        self.made = {}  # of fastcov: common_name() -> path and line, and whether it ran, of each such function
        self.instances = {}  # of fastcov: (path, line) -> names with arguments of templates

    def forget_names(self):
        """Mangled names are not those that people write: a function is known by its place alone."""
        functions, self.functions = self.functions, {}
        for key, ran in functions.items():
            self.add(self.functions, key[:2] + ("",), ran)
        self.function_of = dict.fromkeys(self.function_of, "")
        unplaced, self.unplaced = self.unplaced, {}
        for (path, line, _, spelled), instances in unplaced.items():
            self.unplaced.setdefault((path, line, "", spelled), []).extend(instances)

    def forget_others(self):
        """Leaves out what is in files outside of the program."""
        for table in (self.sites, self.labels, self.functions, self.lines):
            for key in [key for key in table if os.path.isabs(key[0])]:
                del table[key]
        self.folded = {key for key in self.folded if not os.path.isabs(key[0])}

    def at_expansion(self, outer):
        """The places of the conditions in the macro expansion at a place."""
        if self.by_expansion is None:
            self.by_expansion = {}
            for place in self.sites:
                self.by_expansion.setdefault(place[:3], []).append(place)
        return self.by_expansion.get(outer, [])

    def add(self, table, key, ran):
        table[key] = table.get(key, False) or ran

    def add_sites(self, sites):
        """Adds what one function says: place -> list of outcomes."""
        for place, outcomes in sites.items():
            known = self.sites.setdefault(place, [])
            for index, (true, false) in enumerate(outcomes):
                if index == len(known):
                    known.append([False, False])
                known[index][0] |= true
                known[index][1] |= false


# ---- llvm-cov -------------------------------------------------------------------------------------

EXPANSION = 1
INCLUDE = re.compile(r"\s*#\s*include\b")
LABEL = re.compile(r"(case\b|default\b)")
SWITCH = re.compile(r"\bswitch\s*\(\s*$")
DEFINE = re.compile(r"\s*#\s*define\b")
MACRO_BODY_START = re.compile(r"#\s*define\s+\w+(\([^)]*\))?[ \t\\\n]*$")


def in_function(function, sources):
    """Yields (place, end, true count, false count, file id) of each of a function's branch regions.

    They come in the order of the source. The file id is None except where llvm-cov does not tell
    which expansion a macro's text is of.
    """
    names = [sources.relative(name) for name in function["filenames"]]
    expansions = {r[6]: r for r in function["regions"] if r[7] == EXPANSION}

    def expansion_chain(file_id, line, column):
        """Where the text is, preceded by each expansion around it, the outermost one first."""
        chain = [(names[file_id], line, column)]
        while file_id in expansions:
            region = expansions[file_id]
            around = names[region[5]]
            # A file included in the function's body is not a macro.
            if INCLUDE.match(sources.lines(around)[region[0] - 1]):
                break
            file_id = region[5]
            chain.insert(0, (around, region[0], region[1]))
        return chain

    # The sort keeps the order of those that have their places in common.
    for l1, c1, l2, c2, true, false, file_id, _, _ in sorted(
            function["branches"], key=lambda b: expansion_chain(b[6], b[0], b[1])):
        spelled = names[file_id], l1, c1
        outer = expansion_chain(file_id, l1, c1)[0]
        lost = sources.in_definition(*outer[:2])
        yield outer + spelled, (l2, c2), true, false, file_id if lost else None


def is_implicit_default(place, end, sources):
    """llvm-cov records a switch without default as a branch that is the switch's condition."""
    outer, spelled = place[:3], place[3:]
    if not SWITCH.search(sources.before(*outer)):
        return False
    if outer == spelled:
        return sources.after(spelled[0], *end).lstrip().startswith(")")
    return bool(MACRO_BODY_START.search(sources.before(*spelled)))


def read_llvm(directory, root, made):
    """`made` is that of what fastcov says."""
    sources = Sources(root)
    coverage = Coverage()
    for name in sorted(os.listdir(directory)):
        path = os.path.join(directory, name)
        if name.endswith(".json"):
            with open(path) as file:
                data = json.load(file)["data"][0]
            add_llvm_functions(coverage, data["functions"], sources, made)
            first_file = sources.relative(data["files"][0]["filename"]) if data["files"] else None
            add_folded(coverage, path[:-5] + ".show", first_file, sources)
        elif name.endswith(".lcov"):
            add_lcov_lines(coverage, path, sources)
    return coverage


def body_of(function, sources):
    """The file and the region of a function's body. A constructor's first regions may be its initialisers."""
    regions = function["regions"]
    path = sources.relative(function["filenames"][regions[0][5]])
    found = [region for region in regions if region[5] == regions[0][5]
             and re.match(r"\{|try\b", sources.after(path, region[0], region[1]))]
    # What is in braces among the initialisers ends before the body does.
    return path, max(found, key=lambda region: region[2:4], default=regions[0])


STRUCTOR = re.compile(r"([CD])[0-5](?=E)")
LAMBDA = re.compile(r"\d+\$_\d+")


def common_name(linkage_name):
    """The same for all variants of a constructor or destructor, and for all lambdas of one function that is not seen
    elsewhere: these are numbered as the compiler happens to come by."""
    return LAMBDA.sub("$_", STRUCTOR.sub(r"\1", linkage_name))


def places_of(functions, made, elsewhere):
    """Where fastcov has functions with a common name: a place for each, or None. It is not among the places elsewhere.

    Lambdas are paired in order, so that what ran is what ran.
    """
    unit, name = re.match(r"(?:(.*)[:;])?(.*)", functions[0]["name"]).groups()
    found = [each for each in made.get(common_name(name), []) if each[0] not in elsewhere]
    if unit:  # other units may have another function of that name
        found = [each for each in found if os.path.basename(each[0][0]) == os.path.basename(unit)] or found
    if LAMBDA.search(name):
        counts = [function["count"] > 0 for function in functions]
        if sorted(ran for _, ran in found) != sorted(counts):
            return [None] * len(functions)
        places = {True: [place for place, ran in found if ran], False: [place for place, ran in found if not ran]}
        return [places[ran].pop(0) for ran in counts]
    places = {place for place, _ in found}
    return [min(places) if len(places) == 1 else None] * len(functions)


def add_llvm_functions(coverage, functions, sources, made):
    in_definitions, elsewhere = {}, set()
    for function in functions:
        path, body = body_of(function, sources)
        if sources.in_definition(path, body[0]):
            in_definitions.setdefault(common_name(function["name"]), []).append((function, path, body))
        else:
            elsewhere.add((path, body[0]))
            add_llvm_function(coverage, function, path, body, sources, None)
    for same in in_definitions.values():
        places = places_of([function for function, _, _ in same], made, elsewhere)
        for (function, path, body), place in zip(same, places):
            add_llvm_function(coverage, function, path, body, sources, place)


def add_llvm_function(coverage, function, path, body, sources, defined):
    """`path`, `body`: see body_of(). `defined`: path and line where a macro defines it, if one does."""
    name = re.split(r"[:;]", function["name"])[-1]
    key = (defined or (path, body[0])) + (name,)
    coverage.add(coverage.functions, key, function["count"] > 0)
    if function["count"] == 0 and len(function["regions"]) == 1:
        coverage.unneeded.add((path, body[0], body[2]))
    if body[:2] == body[2:4]:
        coverage.widthless.add((path, body[0]))
    sites, unplaced = {}, {}
    for place, end, true, false, lost in in_function(function, sources):
        spelled = place[3:]
        if lost is not None:
            instances = unplaced.setdefault(spelled, {})
            instances.setdefault(lost, []).append([true > 0, false > 0])
        elif LABEL.match(sources.after(*spelled)):
            coverage.add(coverage.labels, place[:3], true > 0)
        elif is_implicit_default(place, end, sources):
            coverage.add(coverage.labels, place[:3], false > 0)
            coverage.implicit_defaults[place[:3]] = end
        else:
            sites.setdefault(place, []).append([true > 0, false > 0])
        coverage.ends[place] = end
    coverage.add_sites(sites)
    for spelled, found in unplaced.items():
        where = (defined or (path, None)) + (name, spelled)
        instances = coverage.unplaced.setdefault(where, [])
        instances.append([found[file_id] for file_id in sorted(found)])


def place_by_order(llvm, fastcov):
    """Gives llvm-cov's sites without a place the places that fastcov has for them.

    Where a whole condition is one macro expansion, llvm-cov may drop the region that says where the
    expansion is. What is left is the function, where the text is spelled, and the order of the file
    ids, which is that of the expansions, be they several at one place. Only equally long lists are matched.
    """
    for (path, line, name, spelled), instances in llvm.unplaced.items():
        places = sorted(place for place, function in fastcov.function_of.items()
                        if place[3:] == spelled and function == name and place[0] == path
                        and line in (None, place[1]) and place not in llvm.sites)
        for expansions in instances:
            outcomes = [site for expansion in expansions for site in expansion]
            counts = [len(fastcov.sites[place]) for place in places]
            if sum(counts) != len(outcomes):
                llvm.add_sites({spelled + spelled: outcomes})
                continue
            for place, count in zip(places, counts):
                llvm.add_sites({place: outcomes[:count]})
                outcomes = outcomes[count:]


def add_lcov_lines(coverage, path, sources):
    current = None
    with open(path) as file:
        for line in file:
            if line.startswith("SF:"):
                current = sources.relative(line[3:].rstrip("\n"))
            elif line.startswith("DA:"):
                number, count = line[3:].split(",")[:2]
                coverage.add(coverage.lines, (current, int(number)), int(count) > 0)


def add_folded(coverage, path, current, sources):
    """Only the text form says which conditions are constant. It names a file only if it has two."""
    with open(path, encoding="latin-1") as file:
        for line in file:
            if line.startswith("/") and line.rstrip().endswith(":"):
                current = sources.relative(line.rstrip()[:-1])
            match = re.search(r"Branch \((\d+):(\d+)\): \[.*Folded", line)
            if match and not LABEL.match(sources.after(current, int(match[1]), int(match[2]))):
                coverage.folded.add((current, int(match[1]), int(match[2])))


# ---- fastcov --------------------------------------------------------------------------------------


def read_fastcov(path, root):
    sources = Sources(root)
    coverage = Coverage()
    with open(path) as file:
        report = json.load(file)
    for entry in report["files"]:
        name = sources.relative(entry["path"])
        for function in entry["functions"]:
            key = name, function["line"], function["name"]
            coverage.add(coverage.functions, key, function["covered"])
            for instance in function["instantiations"]:
                same = coverage.made.setdefault(common_name(instance["linkage_name"]), [])
                same.append((key[:2], instance["covered"]))
                coverage.instances.setdefault(key[:2], set()).add(instance["function"])
        for line in entry["lines"]:
            coverage.add(coverage.lines, (name, line["line"]), line["covered"])
        sites = {}
        for site in entry["sites"]:
            add_fastcov_site(coverage, sites, name, site, sources)
        coverage.add_sites(sites)
    return coverage


def add_fastcov_site(coverage, sites, name, site, sources):
    outer = name, site["line"], site["column"]
    macro = site.get("macro")
    # llvm-cov does not look into the macros of system headers.
    system = macro and os.path.isabs(sources.relative(macro["path"]))
    if site["kind"] == "switch":
        for outcome in site["outcomes"]:
            path = sources.relative(outcome["path"]) if "path" in outcome else name
            place = path, outcome["line"], outcome["column"]
            coverage.add(coverage.labels, place, outcome["covered"])
            if outcome.get("excluded") == "folded":
                coverage.folded_labels.add(place)
        if system and all(o.get("excluded") == "folded" for o in site["outcomes"]):
            coverage.system_labels.setdefault(outer, []).append(len(site["outcomes"]))
        return
    spelled = outer
    if macro and not system:
        spelled = sources.relative(macro["path"]), macro["line"], macro["column"]
    outcomes = {o["name"]: o for o in site["outcomes"]}
    true, false = outcomes["true"], outcomes["false"]
    same = sites.setdefault(outer + spelled, [])
    if system and "argument" in macro:
        coverage.system_arguments.setdefault(outer, set()).add(len(same))
    same.append([true["covered"], false["covered"]])
    coverage.function_of[outer + spelled] = site["function"]
    if "folded" in (true.get("excluded"), false.get("excluded")):
        coverage.folded.add(spelled)
