#!/usr/bin/env python3
"""check.py REPORT.json FILE...: are the lines that did not run those that say `// missed`, and no others?"""

import json
import os
import sys

with open(sys.argv[1]) as file:
    files = {os.path.realpath(entry["path"]): entry for entry in json.load(file)["files"]}
errors = 0
for path in sys.argv[2:]:
    with open(path) as file:
        texts = file.read().split("\n")
    covered = {line["line"]: line["covered"] for line in files[os.path.realpath(path)]["lines"]}
    for number, text in enumerate(texts, 1):
        missed = text.endswith("// missed")
        if missed and number not in covered:
            errors += 1
            print("%s:%d: no code" % (path, number))
        elif number in covered and covered[number] == missed:
            errors += 1
            print("%s:%d: %s" % (path, number, "ran" if missed else "did not run"))
sys.exit(1 if errors else 0)
