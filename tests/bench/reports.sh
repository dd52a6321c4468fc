#!/bin/sh
# tests/bench/reports.sh: time and size of the reports beside those of llvm-cov, lcov and gcovr; see
# reports.py. On the sqlite3 amalgamation and on FILES C++ files (2,000) that many_files.py makes.
# Environment: BUILD, LLVM, ROUNDS (default 5), FILES. Leaves BUILD/bench-reports/reports.{md,json}.
cd "$(dirname "$0")/../.." || exit 1
BUILD=${BUILD:-build}
work=$BUILD/bench-reports
mkdir -p "$work"
tests/fetch_sources.sh "$work/sources" sqlite3 &&
  tests/bench/amalgamation.sh "$work/sources/sqlite3" "$work/sqlite" || exit 1
many=$work/files-${FILES:=2000}
[ -e "$many/src/main.cpp" ] || tests/bench/many_files.py "$many" "$FILES" || exit 1
exec tests/bench/reports.py --build "$BUILD" --llvm "${LLVM:-22}" --rounds "${ROUNDS:-5}" \
  --sqlite "$work/sqlite" --many "$many" --out "$work/reports"
