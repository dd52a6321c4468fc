#!/bin/sh
# tests/bench/bench.sh: what coverage costs on real programs and on small kernels; see bench.py.
# Environment: BUILD, LLVM, ROUNDS (default 7), PROGRAMS (default all, separated by commas).
# Leaves BUILD/bench/{programs,kernels}.{txt,json,svg}.
cd "$(dirname "$0")/../.." || exit 1
BUILD=${BUILD:-build}
work=$BUILD/bench
packages="lua5.4 zlib cjson libzstd sqlite3 lz4 expat/$(. /etc/os-release && echo "$VERSION_CODENAME") fmtlib nlohmann-json3"
mkdir -p "$work/sqlite"
tests/fetch_sources.sh "$BUILD/bench-sources" $packages || exit 1

# SQLite comes in pieces; its own makefile puts them together.
if [ ! -e "$work/sqlite/sqlite3.c" ]; then
  (sources=$(realpath "$BUILD/bench-sources") && cd "$work/sqlite" &&
    "$sources/sqlite3/configure" && make -j1 sqlite3.c) >"$work/sqlite.log" 2>&1 ||
    { cat "$work/sqlite.log"; echo "bench: SQLite could not be put together"; exit 1; }
fi

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
