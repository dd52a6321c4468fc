#!/bin/sh
# tests/bench/sharing.sh: two threads, and two processes, that set the same flags all the time: how much longer they
# take than one, each doing all of the work, against the program without coverage. Runs are interleaved; the table has
# the best of each, since what else the machine does can only make a run longer.
# Environment: BUILD, LLVM, ROUNDS (default 7).
cd "$(dirname "$0")/../.." || exit 1
BUILD=$(realpath "${BUILD:-build}") LLVM=${LLVM:-22} ROUNDS=${ROUNDS:-7}
work=$BUILD/bench/sharing
mkdir -p "$work"
compile() { # NAME FLAG...
  compile_name=$1
  shift
  "clang-$LLVM" -O2 -pthread "$@" tests/bench/sharing.c -o "$work/$compile_name" || exit 1
}
compile plain
compile fastcov -fplugin="$BUILD/fastcov.so"
compile llvm -fprofile-instr-generate -fcoverage-mapping
echo "load before: $(cut -d' ' -f1-3 /proc/loadavg), $(nproc) cores, $ROUNDS rounds"
for round in $(seq "$ROUNDS"); do
  for name in plain fastcov llvm; do
    for how in "1 1" "2 1" "1 2"; do
      echo "$name $how $(FASTCOV_DIR=$work/d LLVM_PROFILE_FILE=$work/d/%p "$work/$name" $how)"
    done
  done
done >"$work/times"
rm -rf "$work/d"
awk '{ key = $1 " " $2 " " $3; if (!(key in best) || $4 < best[key]) best[key] = $4 }
  END {
    print "\n| | seconds, one | two threads | two processes |\n|---|---|---|---|"
    split("plain fastcov llvm", names)
    for (i = 1; i <= 3; i++) {
      n = names[i]; one = best[n " 1 1"]
      printf "| %s | %.2f | %.2f times | %.2f times |\n", n, one, best[n " 2 1"] / one, best[n " 1 2"] / one
    }
  }' "$work/times"
echo
echo "load after: $(cut -d' ' -f1-3 /proc/loadavg)"
