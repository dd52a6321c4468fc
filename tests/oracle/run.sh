#!/bin/sh
# tests/oracle/run.sh [NAME]...: compare fastcov with llvm-cov on programs that we did not write.
#
# NAME is lua, zlib, cjson, or a C file; default: the three programs and tests/oracle/rules/*.c. Each
# is built twice, by its own build system with nothing but the compiler changed, once for each tool;
# the same tests run on both; compare.py compares the results. See docs/oracle.md.
# Environment: BUILD, LLVM, WORK (where to build; default: BUILD/oracle), PLUGIN.
cd "$(dirname "$0")/../.." || exit 1
BUILD=${BUILD:-build}
case $BUILD in /*) ;; *) BUILD=$PWD/$BUILD ;; esac
LLVM=${LLVM:-22}
WORK=${WORK:-$BUILD/oracle}
PLUGIN=${PLUGIN:-$BUILD/fastcov.so}
export LLVM LC_ALL=C
unset FASTCOV_CONTEXT FASTCOV_POOL

llvm_cc="clang-$LLVM -fprofile-instr-generate -fcoverage-mapping"
fastcov_cc="clang-$LLVM -fplugin=$PLUGIN"

# build NAME DIR CC
build() {
  case $1 in
    *.c) mkdir -p "$2" && cp "$1" "$2/program.c" && (cd "$2" && $3 -O1 -w -o program program.c -lm) ;;
    *) tests/program.sh build "$1" "$2" "$3" ;;
  esac
}

# run_tests NAME DIR
run_tests() {
  case $1 in
    *.c) (cd "$2" && ./program) ;;
    *) tests/program.sh test "$1" "$2" ;;
  esac
}

# binaries DIR: the instrumented executables and shared objects, relative to DIR.
binaries() {
  (cd "$1" && find . -type f \( -perm -u+x -o -name '*.so*' \) | sort) | while read -r file; do
    if readelf -SW "$1/$file" 2>/dev/null | grep -q __llvm_covmap; then echo "${file#./}"; fi
  done
}

# quietly COMMAND...: its output only if it fails.
quietly() {
  "$@" >"$work/log" 2>&1 || { cat "$work/log"; return 1; }
}

compare_one() {
  work=$WORK/$(basename "$1" .c)
  rm -rf "$work"
  mkdir -p "$work/raw" "$work/shards"
  quietly build "$1" "$work/llvm" "$llvm_cc" || return
  quietly build "$1" "$work/fastcov" "$fastcov_cc" || return
  # Configuring ran programs too: only the tests count.
  rm -rf "$work/fastcov/fastcov-shards"
  LLVM_PROFILE_FILE="$work/raw/%m-%p.profraw" quietly run_tests "$1" "$work/llvm" || return
  FASTCOV_DIR="$work/shards" quietly run_tests "$1" "$work/fastcov" || return
  set -- "$1" $(binaries "$work/llvm")
  name=$(basename "$1" .c)
  shift
  (cd "$work/llvm" && "$OLDPWD/tests/oracle/llvm_export.sh" "$work/raw" "$work/export" "$@") || return
  objects=
  for binary; do objects="$objects --object $work/fastcov/$binary"; done
  quietly "$BUILD/fastcov-merge" -q --root "$work/fastcov" $objects --json "$work/fastcov.json" "$work/shards" || return
  tests/oracle/compare.py "$name" "$work/export" "$work/llvm" "$work/fastcov.json" "$work/fastcov"
}

[ $# -gt 0 ] || set -- tests/oracle/rules/*.c cjson zlib lua
for name; do
  case $name in *.c) ;; *) tests/fetch_sources.sh build/sources || exit 1 ;; esac
done
failed=
for name; do
  compare_one "$name" || failed="$failed $name"
done
[ -z "$failed" ] || { echo "oracle: not equal:$failed"; exit 1; }
