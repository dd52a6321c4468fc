#!/usr/bin/env python3
"""tests/bench/bench.py: what coverage costs, beside what the other tools' costs.

Builds each program once for each variant (programs.py), checks that all print the same, and
measures: user CPU of runs that take turns (round after round, each variant once, so that other load
on the machine meets all alike; the median counts), callgrind's instruction count (which repeats
exactly), bytes of text and of all objects and of the executable, and user CPU of compiling. Prints
ratios to the plain build and their geometric means. docs/overhead.md explains the result.
"""
import argparse
import json
import math
import os
import re
import resource
import shutil
import statistics
import subprocess
import sys

sys.dont_write_bytecode = True  # nothing into the sources

import picture
from programs import KERNELS, DRIVERS, Program, programs, variants

MEASURES = [("time", "user CPU"), ("ir", "instructions"), ("text", "text"), ("object", "objects"),
            ("executable", "executable"), ("compile", "compile")]


def cpu_of(command, **options):
    """Runs it; its user CPU seconds and what it printed. Ends the program if it fails."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, **options)
    if done.returncode:
        sys.exit(f"bench: status {done.returncode} of: {' '.join(command)}\n{done.stderr.decode()}")
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before, done


class Bench:
    def __init__(self, args):
        self.args = args
        self.environment = dict(os.environ, FASTCOV_DIR=os.path.join(args.work, "shards"),
                                LLVM_PROFILE_FILE=os.path.join(args.work, "raw", "%m.profraw"),
                                GCOV_PREFIX=os.path.join(args.work, "gcov"), LC_ALL="C")
        self.results = {}

    def compiler(self, program, variant):
        if variant.gcc:
            return "g++" if program.cxx else "gcc"
        return f"clang{'++' if program.cxx else ''}-{self.args.llvm}"

    def build(self, program, variant):
        """Compiles and links; records sizes and the time it took."""
        place = os.path.join(self.args.work, program.name, variant.name)
        shutil.rmtree(place, ignore_errors=True)
        os.makedirs(place)
        compiler, objects, seconds = self.compiler(program, variant), [], 0.0
        for number, source in enumerate(program.sources):
            objects.append(os.path.join(place, f"{number}.o"))
            command = [compiler, f"-O{self.args.level}", "-w", *program.flags, *variant.flags, "-c",
                       source, "-o", objects[-1]]
            seconds += min(cpu_of(command, cwd=place)[0] for _ in range(self.args.compiles))
        executable = os.path.join(place, program.name)
        link = [compiler, *variant.flags, *objects, "-o", executable, "-lm", "-pthread"]
        for extra in variant.link:
            _, _ = cpu_of([f"clang-{self.args.llvm}", "-c", extra, "-o", os.path.join(place, "extra.o")])
            link.append(os.path.join(place, "extra.o"))
        cpu_of([a for a in link if not a.startswith("-fplugin")], cwd=place)
        self.results[program.name, variant.name] = {
            "compile": seconds, "text": sum(map(text_size, objects)),
            "object": sum(map(os.path.getsize, objects)), "executable": os.path.getsize(executable),
            "times": []}
        return executable

    def run(self, program, variant, executable):
        seconds, done = cpu_of([executable, *program.time], env=self.environment)
        result = self.results[program.name, variant.name]
        result["times"].append(seconds)
        result["output"] = done.stdout.decode()

    def count(self, program, variant, executable):
        """Callgrind's instructions. Valgrind cannot read every executable: then there is no number."""
        command = ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", executable, *program.ir]
        done = subprocess.run(command, env=self.environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
                              check=False)
        collected = re.search(rb"Collected : (\d+)", done.stderr)
        if done.returncode or not collected:
            print(f"bench: callgrind fails on {program.name} of {variant.name}", file=sys.stderr)
        else:
            self.results[program.name, variant.name]["ir"] = int(collected.group(1))

    def measure(self, program, chosen):
        executables = {v.name: self.build(program, v) for v in chosen}
        for _ in range(self.args.rounds):
            for variant in chosen:
                self.run(program, variant, executables[variant.name])
        for variant in chosen:
            result = self.results[program.name, variant.name]
            if self.args.rounds:
                result["time"] = statistics.median(result["times"])
                if result["output"] != self.results[program.name, chosen[0].name]["output"]:
                    sys.exit(f"bench: {program.name} of {variant.name} prints something else")
            if not self.args.no_ir:
                self.count(program, variant, executables[variant.name])
        print(f"bench: {program.name} measured", file=sys.stderr, flush=True)


def text_size(path):
    """Bytes of code in an object. What an image needs once, however many objects bring it, counts with
    the executable."""
    out = subprocess.run(["size", "-A", path], stdout=subprocess.PIPE, check=True).stdout.decode()
    return sum(int(size) for name, size in re.findall(r"^(\.text\S*)\s+(\d+)", out, re.M)
               if "__fastcov" not in name)


def ratios(results, chosen, names, measure):
    """Per variant: the ratios of the programs, in their order, and their geometric mean."""
    table = {}
    for variant in chosen:
        if variant.name == variant.base:
            continue
        row = []
        for name in names:
            own, base = results.get((name, variant.name), {}), results.get((name, variant.base), {})
            row.append(own[measure] / base[measure] if own.get(measure) and base.get(measure) else None)
        known = [r for r in row if r]
        mean = math.exp(sum(map(math.log, known)) / len(known)) if known else None
        table[variant.title] = (row, mean)
    return table


def print_table(title, names, table):
    width = max(len(n) for n in names) + 1
    print(f"\n{title}: ratio to the plain build")
    print(" " * 20 + "".join(f"{n:>{max(width, 9)}}" for n in names) + f"{'geomean':>10}")
    for variant, (row, mean) in table.items():
        cells = "".join(f"{f'{r:.3f}' if r else '-':>{max(width, 9)}}" for r in row)
        print(f"{variant:<20}{cells}{f'{mean:.3f}' if mean else '-':>10}")


def kernel_programs():
    source = [os.path.join(DRIVERS, "kernels.c")]
    every = [Program(k, source, "-O3", f"{k} 60000", f"{k} 400") for k in KERNELS]
    for threads in "12":
        every.append(Program(f"parse_{threads}_threads", source, "-O3", f"parse 60000 {threads}",
                             f"parse 400 {threads}"))
    return every


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--plugin", required=True)
    parser.add_argument("--llvm", default="22")
    parser.add_argument("--sources", required=True)
    parser.add_argument("--work", required=True)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--compiles", type=int, default=1, help="compilations, of which the fastest counts")
    parser.add_argument("--level", default="2")
    parser.add_argument("--programs", default="", help="names, separated by commas")
    parser.add_argument("--variants", default="")
    parser.add_argument("--kernels", action="store_true", help="the kernels instead of the programs")
    parser.add_argument("--no-ir", action="store_true")
    parser.add_argument("--json", help="write all numbers there")
    parser.add_argument("--svg", help="draw a picture there")
    args = parser.parse_args()
    args.plugin, args.work = os.path.abspath(args.plugin), os.path.abspath(args.work)
    args.sources = os.path.abspath(args.sources)
    for place in ("raw", "gcov", "shards"):
        os.makedirs(os.path.join(args.work, place), exist_ok=True)

    every = kernel_programs() if args.kernels else programs(args.sources, args.work)
    every = [p for p in every if not args.programs or p.name in args.programs.split(",")]
    chosen = [v for v in variants(args.plugin) if not args.variants or v.name in args.variants.split(",")]
    if not every or not chosen:
        sys.exit("bench: nothing to measure")
    bench = Bench(args)
    for program in every:
        bench.measure(program, chosen)
    names = [p.name for p in every]
    tables = {key: ratios(bench.results, chosen, names, key) for key, _ in MEASURES}
    for key, title in MEASURES:
        if any(mean for _, mean in tables[key].values()):
            print_table(title, names, tables[key])
    if args.json:
        with open(args.json, "w", encoding="utf-8") as out:
            json.dump({f"{p} {v}": r for (p, v), r in bench.results.items()}, out, indent=1)
    if args.svg:
        picture.draw(args.svg, [(title, tables[key]) for key, title in MEASURES])


if __name__ == "__main__":
    main()
