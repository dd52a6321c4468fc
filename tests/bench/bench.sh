#!/bin/sh
# tests/bench/bench.sh: what coverage costs on real programs and on small kernels; see bench.py.
# Environment: BUILD, LLVM, ROUNDS (default 7), PROGRAMS (default all, separated by commas).
# Leaves BUILD/bench/{programs,kernels}.{txt,json,svg}.
cd "$(dirname "$0")/../.." || exit 1
BUILD=${BUILD:-build}
work=$BUILD/bench
packages="lua5.4 zlib cjson libzstd sqlite3 lz4 expat/$(. /etc/os-release && echo "$VERSION_CODENAME") fmtlib nlohmann-json3"
mkdir -p "$work"
tests/fetch_sources.sh "$BUILD/bench-sources" $packages || exit 1

tests/bench/amalgamation.sh "$BUILD/bench-sources/sqlite3" "$work/sqlite" || exit 1

measure() {
  name=$1
  shift
  tests/bench/bench.py --plugin "$BUILD/fastcov.so" --llvm "${LLVM:-22}" --work "$work" \
    --sources "$BUILD/bench-sources" --rounds "${ROUNDS:-7}" --programs "$PROGRAMS" \
    --json "$work/$name.json" --svg "$work/$name.svg" "$@" >"$work/$name.txt" || exit 1
  cat "$work/$name.txt"
}
measure programs
PROGRAMS=
measure kernels --kernels
