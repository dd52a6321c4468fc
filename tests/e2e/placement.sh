#!/bin/sh
# slow: probes that were left out change no report: what is inferred is what the probes, all of them
# and in their places (crash-exact), record. Random programs.
# Environment: PLACEMENT_PROGRAMS (default 3) random programs from PLACEMENT_SEED (default 1) on.
. tests/lib.sh
. tests/e2e/e2e_lib.sh

# report NAME SOURCE FLAG...: what a program reports; fails if it does not end by itself.
report() {
  name=$1
  shift
  fresh_shards
  fastcov_cc -w "$@" -I/usr/include/csmith -o "$TMP/program" -lm || return
  timeout 10 "$TMP/program" >"$TMP/$name.output" 2>&1
  status=$?
  [ $status -ne 124 ] || return 124
  echo "status $status" >>"$TMP/$name.output"
  merge -q --json "$TMP/report.json" && sites_of "$TMP/report.json" >"$TMP/$name" && [ -s "$TMP/$name" ]
}

# same SOURCE FLAG...
same() {
  report exact "$@" -fplugin-arg-fastcov-crash-exact
  [ $? -ne 124 ] || { echo "does not end"; return 0; }
  report inferred "$@" && diff "$TMP/exact" "$TMP/inferred" && diff "$TMP/exact.output" "$TMP/inferred.output"
}

first=${PLACEMENT_SEED:-1}
for seed in $(seq "$first" $((first + ${PLACEMENT_PROGRAMS:-3} - 1))); do
  # In a directory of its own: csmith leaves a file where it runs.
  (cd "$TMP" && csmith --seed "$seed" --no-argc --max-funcs 6 --max-block-depth 3 >random.c) || exit 1
  for level in -O0 -O1 -O2 -O3; do
    check "random program $seed reports the same without inference at $level" same "$TMP/random.c" $level
  done
done
finish
