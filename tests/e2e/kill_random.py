#!/usr/bin/env python3
"""kill -9 at random moments: what was confirmed to have run before is on record, and what was not even
about to run is not.

  kill_random.py MERGE PROGRAM FIRST_STEP_LINE KILLS
"""
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time

sys.dont_write_bytecode = True  # nothing into the sources
import orphans

MERGE, PROGRAM, FIRST, KILLS = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
SHARDS = os.environ["FASTCOV_DIR"]
STEPS = 250


def on_record(report):
    """Steps whose condition was true, or None if no shard was made in time."""
    if not any(name.endswith(".fcs") for name in os.listdir(SHARDS)):
        return None
    subprocess.run([MERGE, "-q", "--json", report, SHARDS], check=True)
    with open(report) as file:
        sites = [site for entry in json.load(file)["files"] for site in entry["sites"]]
    return {site["line"] - FIRST for site in sites if site["function"] == "run"
            and any(outcome["name"] == "true" and outcome["covered"] for outcome in site["outcomes"])}


def steps(progress):
    """Which steps were begun, and which are confirmed to have run."""
    with open(progress, "rb") as file:
        state = file.read()
    return ({i for i in range(STEPS) if state[i]}, {i for i in range(STEPS) if state[STEPS + i]})


def wait_for_steps(progress, process, count):
    def enough():
        if process.poll() is not None:
            sys.exit(f"the program ended with status {process.returncode}")
        return len(steps(progress)[1]) >= count
    orphans.wait_until(enough, f"the program has not confirmed {count} steps")


def main():
    random.seed(1)
    orphans.adopt()
    confirmed_total = shards = 0
    with tempfile.TemporaryDirectory() as scratch:
        progress = os.path.join(scratch, "progress")
        for number in range(KILLS):
            shutil.rmtree(SHARDS, ignore_errors=True)
            os.mkdir(SHARDS)
            with open(progress, "wb") as file:
                file.write(bytes(2 * STEPS))
            process = subprocess.Popen([PROGRAM, progress, str(number * 3 + 1)], start_new_session=True)
            # One in three dies at some moment of its start, the rest when some steps have run.
            try:
                if number % 3:
                    wait_for_steps(progress, process, random.randrange(20, 200))
                time.sleep(random.random() * random.choice((0.002, 0.01, 0.02)))
            finally:
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()
            orphans.wait_for_all()
            started, confirmed = steps(progress)
            ran = on_record(os.path.join(scratch, "report.json"))
            if ran is None:
                ran = set()
            else:
                shards += 1
            if not confirmed <= ran or not ran <= started:
                print(f"kill {number}: lost {sorted(confirmed - ran)}, invented {sorted(ran - started)}")
                return 1
            confirmed_total += len(confirmed)
    print(f"{KILLS} kills, {shards} shards, {confirmed_total} confirmed outcomes on record")
    return 0 if shards > KILLS // 2 and confirmed_total > 10 * KILLS else 1


sys.exit(main())
