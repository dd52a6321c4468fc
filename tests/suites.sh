#!/bin/sh
# tests/suites.sh [NAME]...: do the tests of programs that we did not write pass with fastcov as they do without, also
# under the sanitizers?
#
# NAME is a program that tests/program.sh knows; default: PROGRAMS. Each is built by its own build system with fastcov,
# plain, with AddressSanitizer and with UndefinedBehaviorSanitizer, which stops at what it finds; its tests run in
# parallel. What does not pass must not pass without fastcov either, with the same status. There must be a process on
# record for each test that passes. Environment: BUILD, LLVM, PROGRAMS (default: fmtlib nlohmann-json3 leveldb), SANITIZERS
# (default: plain address undefined), WORK (default: BUILD/suites).
cd "$(dirname "$0")/.." || exit 1
BUILD=$(realpath "${BUILD:-build}") LLVM=${LLVM:-22}
WORK=${WORK:-$BUILD/suites}
unset FASTCOV_CONTEXT FASTCOV_POOL FASTCOV_DIR
[ $# -gt 0 ] || set -- ${PROGRAMS:-fmtlib nlohmann-json3 leveldb}

# compiler SANITIZER
compiler() {
  case $1 in
    plain) echo "clang-$LLVM" ;;
    *) echo "clang-$LLVM -fsanitize=$1 -fno-sanitize-recover=all" ;;
  esac
}

# statuses NAME DIR CC: builds the program and prints its tests' statuses, one a line.
statuses() {
  rm -rf "$2" && mkdir -p "$2" && tests/program.sh build "$1" "$2" "$3" >"$2.log" 2>&1 || {
    tail -n 40 "$2.log" >&2
    echo "does not build"
    return
  }
  tests/program.sh test "$1" "$2" >>"$2.log" 2>&1
  cat $(ls "$2"/results/*.status | sort -V)
}

# suite NAME SANITIZER: says how many tests passed; fails if that is due to fastcov.
suite() {
  suite_dir=$WORK/$1/$2
  FASTCOV_DIR=$suite_dir.shards statuses "$1" "$suite_dir" "$(compiler "$2") -fplugin=$BUILD/fastcov.so" >"$suite_dir.with"
  passed=$(grep -cx 0 "$suite_dir.with")
  if ! grep -qvx 0 "$suite_dir.with"; then
    echo "$1, $2: all $passed tests pass with fastcov"
  else
    statuses "$1" "$suite_dir.without" "$(compiler "$2")" >"$suite_dir.plain"
    if cmp -s "$suite_dir.with" "$suite_dir.plain"; then
      echo "$1, $2: $passed of $(wc -l <"$suite_dir.with") tests pass with fastcov, and the same ones without"
    else
      echo "$1, $2: tests end otherwise with fastcov, <, than without, >; see $suite_dir.log"
      diff "$suite_dir.with" "$suite_dir.plain"
      return 1
    fi
  fi
  "$BUILD/fastcov-merge" --root "$suite_dir" --expect-processes "$passed" "$suite_dir.shards" >"$suite_dir.report" || {
    echo "$1, $2: what ran is not on record; see $suite_dir.report"
    return 1
  }
  awk -v name="$1, $2" '$1 == "TOTAL" { print name ": they cover " $2 " branches" }' "$suite_dir.report"
}

failed=
for name; do
  tests/program.sh fetch "$name" && mkdir -p "$WORK/$name" || exit 1
  for sanitizer in ${SANITIZERS:-plain address undefined}; do
    suite "$name" "$sanitizer" || failed="$failed $name/$sanitizer"
    rm -rf "$WORK/$name/$sanitizer" "$WORK/$name/$sanitizer.without"
  done
done
[ -z "$failed" ] || { echo "suites: not as without fastcov:$failed"; exit 1; }
