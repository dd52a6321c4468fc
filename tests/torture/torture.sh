#!/bin/sh
# tests/torture/torture.sh COUNT [FIRST]: random programs, COUNT of them from seed FIRST (default: 1).
#
# csmith makes the programs, every other one in C++. Each is built at -O2 with and without the plugin and must
# print and return the same; then oracle.sh builds it with clang's own instrumentation, and every
# site, outcome, function and line must be alike. Programs that run for more than TORTURE_SECONDS
# (default: 2) or die at -O0 or -O2 without the plugin are passed over. What does not end with the
# oracle's tools must end with neither, and is counted apart. Says how many were compared; keeps what failed.
# Environment: BUILD, LLVM, WORK (default: BUILD/torture).
cd "$(dirname "$0")/../.." || exit 1
BUILD=${BUILD:-build}
case $BUILD in /*) ;; *) BUILD=$PWD/$BUILD ;; esac
LLVM=${LLVM:-22}
WORK=${WORK:-$BUILD/torture}
# csmith's header is the system's: what it holds is not measured.
C_INCLUDE_PATH=/usr/include/csmith CPLUS_INCLUDE_PATH=/usr/include/csmith
export BUILD LLVM C_INCLUDE_PATH CPLUS_INCLUDE_PATH
unset FASTCOV_CONTEXT FASTCOV_POOL
rm -rf "$WORK"
mkdir -p "$WORK"

# generate SEED: sets file.
generate() {
  limits="--seed $1 --max-funcs 5 --max-block-depth 4 --no-packed-struct"
  if [ $(($1 % 2)) -eq 0 ]; then
    file=$WORK/$1.cpp compiler=clang++-$LLVM
    (cd "$WORK" && csmith $limits --lang-cpp --cpp11) >"$file" # which leaves a file where it runs
  else
    file=$WORK/$1.c compiler=clang-$LLVM
    (cd "$WORK" && csmith $limits) >"$file"
  fi
}

# run PROGRAM RESULT: its output and status.
run() {
  status=0
  FASTCOV_DIR=$WORK/shards timeout "${TORTURE_SECONDS:-2}" "$1" >"$2" 2>&1 || status=$?
  echo "status $status" >>"$2"
}

# compare: 0 alike, 2 passed over, 124 not ended on either side, else different.
compare() {
  # Optimisation may take a loop away that has no end and no effect; clang's counters are an effect.
  for level in -O0 -O2; do
    "$compiler" $level -w "$file" -o "$WORK/plain" || return 2
    run "$WORK/plain" "$WORK/expected"
    grep -qx 'status 0' "$WORK/expected" || return 2
  done
  "$compiler" -O2 -w -fplugin="$BUILD/fastcov.so" "$file" -o "$WORK/covered" || return 1
  TORTURE_SECONDS=60 run "$WORK/covered" "$WORK/got"
  cmp "$WORK/expected" "$WORK/got" || return 1
  WORK=$WORK/oracle tests/oracle/oracle.sh "$file"
}

alike=0 passed=0 endless=0 failed=
seed=${2:-1}
while [ $((alike + passed + endless)) -lt "$((${1:?is how many programs} * 4))" ] && [ $alike -lt "$1" ]; do
  generate $seed
  status=0
  compare >"$WORK/log" 2>&1 || status=$?
  case $status in
    0) alike=$((alike + 1)) ;;
    2) passed=$((passed + 1)) ;;
    124) endless=$((endless + 1)) && echo "torture: seed $seed: does not end at -O1, on both sides" ;;
    *)
      echo "torture: seed $seed:"
      cat "$WORK/log"
      mkdir -p "$WORK/failed" && cp "$file" "$WORK/failed"
      failed="$failed $seed"
      ;;
  esac
  rm -rf "$file" "$WORK/oracle" "$WORK/shards"
  seed=$((seed + 1))
  [ "$(printf '%s\n' $failed | wc -w)" -lt 10 ] || break
done
echo "torture: $alike programs alike, $passed passed over, $endless not ended on either side, different:${failed:- none}"
[ -z "$failed" ] && [ $alike -gt 0 ]
