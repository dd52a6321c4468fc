#!/bin/sh
# tests/demo/demo.sh: measure fastcov's own tools with fastcov.
#
# fastcov-merge is built by CMake with one flag more, its tests run in parallel under ctest and under
# xargs, and the other fastcov-merge merges what these processes left and reports on it.
# Environment: BUILD, LLVM.
cd "$(dirname "$0")/../.." || exit 1
case $BUILD in /*) build=$BUILD ;; *) build=$PWD/${BUILD:-build} ;; esac
demo=$build/demo
merge=$build/fastcov-merge
threshold=50
cores=$(nproc)
export LC_ALL=C

# say TEXT: what comes next.
say() { printf '\n\033[1m%s\033[0m\n' "$*"; }
[ -t 1 ] || say() { printf '\n== %s\n' "$*"; }
quietly() { "$@" >"$demo/log" 2>&1 || { cat "$demo/log" >&2; exit 1; }; }

rm -rf "$demo"
mkdir -p "$demo/data/damaged" "$demo/data/empty"

say "1. Build fastcov-merge by CMake with one flag more"
CFLAGS="-O2 -g -fplugin=$build/fastcov.so"
echo "\$ CC=clang-$LLVM CFLAGS='-O2 -g -fplugin=build/fastcov.so' cmake -S tests/demo -B build/demo"
CC=clang-$LLVM CFLAGS=$CFLAGS quietly cmake -S tests/demo -B "$demo"
echo "\$ cmake --build build/demo -j$cores"
quietly cmake --build "$demo" -j"$cores"

# Something to merge: the shards of a small program, and damaged ones.
(
  cd "$demo/data" && src=$OLDPWD/tests/demo
  flags="-O2 -g -fplugin=$build/fastcov.so"
  quietly "clang-$LLVM" $flags -c "$src/other.c" -o other.o
  quietly ar rcs libother.a other.o
  quietly ar rcsT libthin.a other.o
  cp "$src/odd.c" 'odd, "<name>".c'
  quietly "clang-$LLVM" $flags "-I$src" "$src/program.c" other.o ./odd*.c -o program
  FASTCOV_DIR=$PWD/shards sh -c './program; ./program double; ./program x double z'
  quietly "$merge" -q -o first.fcov shards
  shard=$(ls shards/*.fcs | head -n 1)
  head -c 100 "$shard" >damaged/truncated.fcs
  : >damaged/zero.fcs
  head -c 5000 program >damaged/foreign.fcs
  { head -c 4200 "$shard"; echo x; tail -c +4203 "$shard"; } >damaged/flipped.fcs
  head -c 30 first.fcov >damaged/bad.fcov
  sed 's|/data/program|/gone/program|' "$shard" >moved.fcs

  # The same in other forms, and what else fastcov-merge is given.
  quietly "$merge" -q -o embedded.fcov --embed-maps --lcov first.info --llvm-json first.json shards
  head -c 300 first.json >damaged/bad.json
  FASTCOV_DIR=$PWD/less ./program
  quietly "$merge" -q -o other.fcov less
  FASTCOV_DIR=$PWD/pool FASTCOV_POOL=1 FASTCOV_CONTEXT=pooled sh -c './program x & ./program double'
  mkdir lost && cp shards/*.fcs lost/ && : >"lost/program.1.2.lost"
  printf 'pooled\nanother\n' >contexts.txt
  git diff --no-index /dev/null "$src/other.c" >other.diff
  :
) || exit 1

FASTCOV_DIR=$demo/shards
export FASTCOV_DIR
say "2. Run its tests in parallel: $cores at a time under ctest, then under xargs"
echo "\$ ctest --test-dir build/demo -j$cores"
(cd "$demo" && ctest -j"$cores") >"$demo/log" 2>&1 || { cat "$demo/log"; exit 1; }
grep 'tests passed' "$demo/log"
echo "\$ sed -n 's/ .*//p' tests/demo/cases.txt | xargs -P$cores -n1 tests/demo/case.sh build/demo/fastcov-merge"
(cd "$demo/data" && grep '^[a-z]' "$OLDPWD/tests/demo/cases.txt" | sed 's/ .*//' |
  xargs -P"$cores" -n 1 "$OLDPWD/tests/demo/case.sh" "$demo/fastcov-merge") || exit 1
echo "$(ls "$demo/shards" | wc -l) processes left $(ls "$demo/shards" | wc -l) shards" \
  "of $(($(du -sb --apparent-size "$demo/shards" | cut -f1) / $(ls "$demo/shards" | wc -l) / 1024)) KiB"

say "3. Merge and report"
echo "\$ build/fastcov-merge build/demo/shards"
"$merge" "$demo/shards" || exit 1

say "4. The gate"
# gate THRESHOLD: sets status; shows the verdict and the first outcomes that are named.
gate() {
  echo "\$ build/fastcov-merge -q --fail-under-branch $1 build/demo/shards"
  status=0
  "$merge" -q --fail-under-branch "$1" "$demo/shards" >"$demo/log" 2>&1 || status=$?
  grep ':[0-9]*:[0-9]*:' "$demo/log" | head -n 3
  grep -v ':[0-9]*:[0-9]*:' "$demo/log"
  echo "status $status"
}
gate $threshold
[ $status -eq 0 ] || exit 1
echo
gate 100
[ $status -eq 2 ] || exit 1
