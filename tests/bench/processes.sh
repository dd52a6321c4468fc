#!/bin/sh
# tests/bench/processes.sh: what coverage costs per process: a program of one line, and SQLite's shell that
# runs `select 1`. Added wall and CPU time (medians), added system calls, bytes on disk of one process (blocks, not
# apparent size) and of all processes after a merge, on tmpfs and on a disk; fastcov, fastcov with pools,
# llvm's and gcc's own coverage, each against the same compiler without.
# Environment: BUILD, LLVM, RUNS (default 2000), OPT (default -O1), DISK (a directory; default /var/tmp).
cd "$(dirname "$0")/../.." || exit 1
BUILD=$(realpath "${BUILD:-build}") LLVM=${LLVM:-22} RUNS=${RUNS:-2000} OPT=${OPT:--O1}
work=$BUILD/bench/processes
mkdir -p "$work"
tests/fetch_sources.sh "$BUILD/shell-sources" sqlite3 || exit 1
if [ ! -e "$work/shell.c" ]; then
  sources=$(realpath "$BUILD/shell-sources")
  (cd "$work" && "$sources/sqlite3/configure" && make -j1 sqlite3.c shell.c) >"$work/log" 2>&1 ||
    { tail "$work/log"; exit 1; }
fi
echo 'int main(void) { return 0; }' >"$work/line.c"
CLANG=clang-$LLVM
fastcov="-fplugin=$BUILD/fastcov.so"
$CLANG -O2 tests/bench/processes.c -o "$work/run" || exit 1

build() { # NAME COMPILER...
  name=$1
  shift
  (cd "$work" && "$@" $OPT -w line.c -o "line-$name" &&
    { [ "shell-$name" -nt sqlite3.c ] && [ "shell-$name" -nt "$BUILD/fastcov.so" ] || "$@" $OPT -w -DSQLITE_THREADSAFE=0 -DSQLITE_OMIT_LOAD_EXTENSION \
      sqlite3.c shell.c -o "shell-$name" -lm; }) || exit 1
}
build plain $CLANG
build fastcov $CLANG $fastcov
build llvm $CLANG -fprofile-instr-generate -fcoverage-mapping
build gccplain gcc
build gcc gcc --coverage

blocks() { du -s --block-size=1 "$1" | cut -f1; }
# field NAME COLUMN: wall (2) or CPU (3) time of one in the run at hand.
field() { awk -v name="$1" -v column="$2" '$1 == name { print $column }' "$work/times"; }
# with_places COMMAND...: each tool writes below $place/d.
with_places() { env FASTCOV_DIR="$place/d" LLVM_PROFILE_FILE="$place/d/%p.profraw" GCOV_PREFIX="$place/d" "$@"; }
calls() { # COMMAND...
  with_places strace -f -o "$work/calls" "$@" :memory: 'select 1' >/dev/null
  grep -c '(' "$work/calls"
}
# row PROGRAM PLACE NAME BASE [VARIABLE=VALUE]: one line of the table.
row() {
  rm -rf "$place/d" && mkdir -p "$place/d"
  binary=$work/$1-${3%pool}
  empty=$(blocks "$place/d")
  with_places env $5 "$binary" :memory: 'select 1' >/dev/null
  one=$(($(blocks "$place/d") - empty))
  with_places env $5 "$binary" :memory: 'select 1' >/dev/null
  two=$(($(blocks "$place/d") - empty))
  added=$(($(calls env $5 "$binary") - $(calls env "$work/$1-$(echo "$4" | sed s/poolbase/plain/)")))
  echo "| $1 | $2 | $3 | $(field $4 2) | $(($(field $3 2) - $(field $4 2))) | $(($(field $3 3) - $(field $4 3))) |" \
    "$added | $one | $((two - one)) |"
}
echo "| program | place | coverage | without, µs | added µs | added CPU µs | added calls | bytes | of the next process |"
echo "|---|---|---|---|---|---|---|---|---|"
for place in /dev/shm "${DISK:-/var/tmp}"; do
  place=$place/fastcov-bench.$$
  for program in line shell; do
    mkdir -p "$place/d"
    with_places "$work/run" "$RUNS" \
      plain="$work/$program-plain" fastcov="$work/$program-fastcov" llvm="$work/$program-llvm" \
      gccplain="$work/$program-gccplain" gcc="$work/$program-gcc" >"$work/times" || exit 1
    all=$(find "$place/d" -name '*.fcs' -printf '%b\n' | awk '{ sum += $1 } END { print sum * 512 }')
    "$BUILD/fastcov-merge" -q -o "$place/merged.fcov" "$place/d" && merged=$(blocks "$place/merged.fcov")
    rm -rf "$place/d" && mkdir -p "$place/d"
    with_places env FASTCOV_POOL=1 "$work/run" "$RUNS" fastcovpool="$work/$program-fastcov" \
      poolbase="$work/$program-plain" >>"$work/times" || exit 1
    case $place in /dev/shm*) where=tmpfs ;; *) where=disk ;; esac
    row $program $where fastcov plain
    row $program $where fastcovpool poolbase FASTCOV_POOL=1
    row $program $where llvm plain
    row $program $where gcc gccplain
    echo "| $program | $where | $RUNS fastcov processes | | | | | $all | merged: $merged |"
  done
  rm -rf "$place"
done
