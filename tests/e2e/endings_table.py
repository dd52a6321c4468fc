#!/usr/bin/env python3
"""Every way in which a process ends or duplicates itself, in every mode: what should be on record, and
what is.

  endings_table.py MERGE SOURCE MODE=PROGRAM...    prints the table of docs/endings.md

Runs each PROGRAM once per ending. The source says of each ending what it marks: `// ENDING: mark mark`
in its table. A mark is a function. Each cell has the marks on record and those expected, as 3/3; a mark
on record that is not expected shows as +name, and a wrong exit status as status N. What a sanitizer
does not let a program do is left out if PROGRAM.plain, which is built without coverage, cannot do it.
"""
import json
import os
import re
import shutil
import subprocess
import sys

sys.dont_write_bytecode = True  # nothing into the sources
import orphans

MERGE, SOURCE = sys.argv[1:3]
MODES = [argument.split("=", 1) for argument in sys.argv[3:]]
SHARDS = os.environ["FASTCOV_DIR"]

# The reasons are in docs/endings.md.
REFUSED = {("ASan", "_exit on another stack"),
           ("ASan", "seccomp that allows exit_group alone"),
           ("TSan", "clone with the same memory")}


def endings():
    with open(SOURCE) as file:
        for line in file:
            found = re.match(r'\s*\{"([^"]+)", (\w+), (-?\d+)\},\s*// (.*)$', line)
            if found:
                name, _, status, marks = found.groups()
                yield name, int(status), set(marks.split())


def recorded():
    report = os.path.join(os.path.dirname(SHARDS), "report.json")
    merged = subprocess.run([MERGE, "-q", "--json", report, SHARDS], stdout=subprocess.DEVNULL,
                            stderr=subprocess.PIPE, text=True)
    with open(report) as file:
        files = json.load(file)["files"]
    marks = {function["name"][5:] for entry in files for function in entry["functions"]
             if function["covered"] and function["name"].startswith("mark_")}
    return marks, merged.stderr.strip()


def run(program, name):
    return subprocess.run([program, name], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE, timeout=120)


def cell(mode, program, name, status, expected):
    if (mode, name) in REFUSED:
        done = run(program + ".plain", name)
        orphans.wait_for_all()
        return "works without coverage" if done.returncode == status and not done.stderr else "–"
    shutil.rmtree(SHARDS, ignore_errors=True)
    os.mkdir(SHARDS)
    os.chmod(SHARDS, 0o777)
    done = run(program, name)
    if done.returncode == 96:
        return "–"
    if done.returncode != status or done.stderr:
        return f"status {done.returncode} {done.stderr.decode()[:60]}"
    orphans.wait_for_all()
    marks, message = recorded()
    unexpected = sorted(marks - expected)
    return f"{len(marks & expected)}/{len(expected)}" + "".join(f" +{mark}" for mark in unexpected) + \
        (f" {message[:80]}" if message else "")


def main():
    orphans.adopt()
    print("| ending | " + " | ".join(mode for mode, _ in MODES) + " |")
    print("|---|" + "---|" * len(MODES))
    assert {name for _, name in REFUSED} <= {name for name, _, _ in endings()}
    for name, status, marks in endings():
        print(f"| {name} | " +
              " | ".join(cell(*mode, name, status, marks) for mode in MODES) + " |", flush=True)


main()
