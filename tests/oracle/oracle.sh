#!/bin/sh
# tests/oracle/oracle.sh [NAME]...: compare fastcov with llvm-cov on programs that we did not write.
#
# NAME is a program that tests/program.sh knows, or a C or C++ file; default: those of PROGRAMS,
# tests/oracle/rules/* and tests/e2e/sites/*.c. Each is built twice, by its own build system with
# nothing but the compiler changed, once for each tool; the same tests run on both; compare.py
# compares the results. What is disputed the program settles itself. See docs/oracle.md.
# Environment: BUILD, LLVM, PROGRAMS (default: cjson zlib lua), WORK (where to build;
# default: BUILD/oracle), PLUGIN, KEEP_LLVM (do not build and run for llvm-cov again), ORACLE_SECONDS
# (how long a program of one file may run; default: 60).
# The status is 124 if all that ended are equal, but some end on neither side.
cd "$(dirname "$0")/../.." || exit 1
BUILD=${BUILD:-build}
case $BUILD in /*) ;; *) BUILD=$PWD/$BUILD ;; esac
LLVM=${LLVM:-22}
WORK=${WORK:-$BUILD/oracle}
PLUGIN=${PLUGIN:-$BUILD/fastcov.so}
ORACLE_SECONDS=${ORACLE_SECONDS:-60}
export LLVM LC_ALL=C
unset FASTCOV_CONTEXT FASTCOV_POOL

# Older versions of llvm-cov have other ideas of sites: the judge is always the newest.
JUDGE=22
export JUDGE
# Threads lose counts of one another unless these are atomic.
llvm_cc="clang-$JUDGE -fprofile-instr-generate -fcoverage-mapping -fprofile-update=atomic"
fastcov_cc="clang-$LLVM -fplugin=$PLUGIN"

# build NAME DIR CC
build() {
  case $1 in
    *.c) small "$1" "$2" $3 ;;
    *.cpp) small "$1" "$2" $(tests/program.sh cxx "$3") -isystem "$WORK/system" ;;
    *) tests/program.sh build "$1" "$2" "$3" ;;
  esac
}

# small FILE DIR COMPILER...: a program of one file, and what it includes, if anything: NAME.inc beside it, or the
# system header NAME.h.
small() {
  small_file=$1 small_dir=$2
  shift 2
  mkdir -p "$small_dir" "$WORK/system" && cp "$small_file" "$small_dir/program.${small_file##*.}" || return
  if [ -f "${small_file%.*}.inc" ]; then cp "${small_file%.*}.inc" "$small_dir"; fi
  if [ -f "${small_file%.*}.h" ]; then cp "${small_file%.*}.h" "$WORK/system"; fi
  (cd "$small_dir" && "$@" -O1 -w -o program "program.${small_file##*.}" -lm)
}

# run_tests NAME DIR
run_tests() {
  case $1 in
    *.c | *.cpp)
      ended=0
      (cd "$2" && timeout "$ORACLE_SECONDS" ./program) || ended=$?
      [ $ended -ne 124 ] || echo "$1: not ended after $ORACLE_SECONDS seconds"
      return $ended
      ;;
    *) tests/program.sh test "$1" "$2" ;;
  esac
}

# binaries DIR: the instrumented executables and shared objects, relative to DIR.
binaries() {
  (cd "$1" && find . -path '*/CMakeFiles' -prune -o -type f \( -perm -u+x -o -name '*.so*' \) -print | sort) | while read -r file; do
    if readelf -SW "$1/$file" 2>/dev/null | grep -q __llvm_covmap; then echo "${file#./}"; fi
  done
}

# quietly COMMAND...: its output only if it fails.
quietly() {
  "$@" >"$work/log" 2>&1 || { quiet_status=$?; cat "$work/log"; return $quiet_status; }
}

# Builds NAME with its disputed conditions noting for themselves what they were, and runs its tests.
arbitrate() {
  note="clang-$JUDGE -include $PWD/tests/oracle/oracle_note.h"
  case $1 in
    *.c | *.cpp) mkdir -p "$work/arbiter-sources" && cp "$1" "$work/arbiter-sources/program.${1##*.}" ;;
    *) mkdir -p "$work/arbiter-sources/$1" && cp -R "$(tests/program.sh sources "$1")/." "$work/arbiter-sources/$1" ;;
  esac
  case $1 in
    *.c | *.cpp)
      tests/oracle/arbiter.py "$work" "$work/arbiter-sources" &&
        build "$work/arbiter-sources/program.${1##*.}" "$work/arbiter" "$note"
      ;;
    *)
      tests/oracle/arbiter.py "$work" "$work/arbiter-sources/$1" &&
        SOURCES=$work/arbiter-sources build "$1" "$work/arbiter" "$note"
      ;;
  esac && : >"$work/notes" && ORACLE_NOTES=$work/notes run_tests "$1" "$work/arbiter"
}

llvm_side() {
  mkdir -p "$work/raw"
  quietly build "$1" "$work/llvm" "$llvm_cc" || return
  LLVM_PROFILE_FILE="$work/raw/%m-%p.profraw" quietly run_tests "$1" "$work/llvm" || return
  (cd "$work/llvm" &&
    "$OLDPWD/tests/oracle/llvm_export.sh" "$work/raw" "$work/export" $(binaries "$work/llvm"))
}

compare_one() {
  name=$(basename "${1%.cpp}" .c)
  work=$WORK/$name
  [ -n "$KEEP_LLVM" ] || rm -rf "$work"
  llvm_ended=0
  if [ ! -e "$work/llvm-done" ]; then llvm_side "$1" && touch "$work/llvm-done" || llvm_ended=$?; fi
  case $llvm_ended in 0 | 124) ;; *) return 1 ;; esac
  found=$(binaries "$work/llvm")
  rm -rf "$work/fastcov" "$work/shards" "$work/notes" "$work"/arbiter*
  mkdir "$work/shards"
  quietly build "$1" "$work/fastcov" "$fastcov_cc" || return
  fastcov_ended=0
  FASTCOV_DIR="$work/shards" quietly run_tests "$1" "$work/fastcov" || fastcov_ended=$?
  case $llvm_ended,$fastcov_ended in
    0,0) ;;
    124,124) return 124 ;;
    *) echo "$name: fails or does not end on one side only"; return 1 ;;
  esac
  objects=
  for binary in $found; do objects="$objects --object $work/fastcov/$binary"; done
  quietly "$BUILD/fastcov-merge" -q --root "$work/fastcov" $objects --instantiations \
    --json "$work/fastcov.json" "$work/shards" || return
  tests/oracle/compare.py "$name" "$work" >"$work/result" && { cat "$work/result"; return; }
  # What is disputed and can be settled, the program settles.
  [ "$(cat "$work/disputes")" != "[]" ] || { cat "$work/result"; return 1; }
  quietly arbitrate "$1" || return 1
  status=0
  tests/oracle/compare.py "$name" "$work" >"$work/result" || status=$?
  cat "$work/result"
  return $status
}

[ $# -gt 0 ] || set -- tests/oracle/rules/*.c* $(ls tests/e2e/sites/*.c | grep -v /header) \
  ${PROGRAMS:-cjson zlib lua}
for name; do
  case $name in *.c | *.cpp) ;; *) tests/program.sh fetch "$name" || exit 1 ;; esac
done
failed= endless=
for name; do
  status=0
  compare_one "$name" || status=$?
  case $status in
    0) ;;
    124) endless="$endless $name" ;;
    *) failed="$failed $name" ;;
  esac
done
[ -z "$failed" ] || { echo "oracle: not equal:$failed"; exit 1; }
[ -z "$endless" ] || { echo "oracle: not ended on either side, not compared:$endless"; exit 124; }
