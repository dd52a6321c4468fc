#!/bin/sh
# slow
# Every system call of ours fails in turn, with every error that matters, alone and with all that
# follow: the program prints and ends as ever, and no shard is damaged. The start-up, the fallback, the
# folding into pools, and the trace of processes without a shard.
. tests/lib.sh
. tests/runtime/guest_lib.sh

if [ "$(uname -m)" != x86_64 ]; then
  skip "each call of ours may fail" "the injector knows x86_64 only"
  finish
fi
guest "$TMP/guest" && guest "$TMP/static" -static && guest "$TMP/bare" -static -DFAKE_BARE &&
  guest "$TMP/misaligned" -static -DFAKE_MISALIGNED &&
  SOURCE=$HERE/library.c guest "$TMP/libguest.so" -shared -fPIC -Wl,-z,defs &&
  "$CLANG" $WARN -o "$TMP/loader" $HERE/loader.c -pthread -ldl &&
  "$CLANG" $WARN -O1 $HERE/inject.c -o "$TMP/inject" || exit 1

# undamaged: what is left are shards that can be read, and files that say what they are.
undamaged() {
  [ ! -d "$FASTCOV_DIR" ] && return
  dump >"$TMP/all" || { grep damaged "$TMP/all"; return 1; }
  ! find "$FASTCOV_DIR" -type f | grep -v -e '\.fcs$' -e '\.tmp$' -e '/[0-9]*-[0-9a-f]*\.lost$'
}
# each CALLS IMAGE COMMAND...: our calls in the image fail; there are at least CALLS.
each() {
  fresh
  each_calls=$1 each_image=$2
  shift 2
  timeout 600 "$TMP/inject" "$each_image" fail "$@" >"$TMP/runs" || { cat "$TMP/runs"; return 1; }
  cat "$TMP/runs"
  [ "$(sed -n 's/^calls \([0-9]*\) runs.*/\1/p' "$TMP/runs")" -ge "$each_calls" ] && undamaged
}
check "each call of start-up may fail" each 12 "$TMP/static" "$TMP/static" set 3 errno exit
check "each call of a position-independent program's start-up may fail" \
  each 12 "$TMP/guest" "$TMP/guest" set 3 errno fork-exit exit
check "each call of start-up without libc's arguments may fail" \
  each 15 "$TMP/bare" "$TMP/bare" set 3 errno exit
check "each call of the fallback may fail" each 12 "$TMP/misaligned" "$TMP/misaligned" set 3 errno exit
check "each call of a loaded object's start-up and end may fail" \
  each 12 "$TMP/libguest.so" "$TMP/loader" load "$TMP/libguest.so" set 3 unload
check "each call of folding may fail" eval '
  export FASTCOV_POOL=1; each 20 "$TMP/guest" "$TMP/guest" set 3 errno exit'
check "each call of saying that there is no shard may fail" eval '
  export FASTCOV_ERROR_FILE=$TMP/errors FASTCOV_DIR=$TMP/none; : >"$TMP/none"
  each 12 "$TMP/static" "$TMP/static" set 3 errno exit && grep "^process [0-9]*, $TMP/static: no shard: error 20$" "$TMP/errors"'
check "each call of leaving a trace may fail" eval '
  each 10 "$TMP/static" "$(command -v prlimit)" --fsize=0:0 "$TMP/static" set 3 exit &&
    find "$FASTCOV_DIR" -name "*.lost" | grep -q .'

# killed IMAGE COMMAND...: killed at each of our calls; what is left is whole.
killed() {
  fresh
  timeout 600 "$TMP/inject" "$1" kill "$@" && undamaged
}
check "a process killed at any call of ours leaves no damaged shard" killed "$TMP/static" set 3 exit

# Killed at each call in turn of start-up and folding, on a pool of its own each time: the flag that
# it set, and the one that an earlier process left in the pool, are never lost.
folding_survives() {
  export FASTCOV_POOL=1
  calls=$("$TMP/inject" "$TMP/static" trace "$TMP/static" set 3 | grep -c '^[0-9]')
  before=$("$TMP/inject" "$TMP/static" trace "$TMP/static" kill | grep -c '^[0-9]')
  for n in $(seq $((before + 1)) $calls); do
    fresh
    "$TMP/static" set 5 && "$TMP/inject" "$TMP/static" kill-at "$n" "$TMP/static" set 3
    dump >"$TMP/all" || { cat "$TMP/all"; return 1; }
    sed -n 's/^unit a1[^ ]* [0-9]* //p' "$TMP/all" >"$TMP/flags"
    grep -q '^1..1' "$TMP/flags" && grep -q '^1....1' "$TMP/flags" ||
      { echo "killed at $n of $calls:"; cat "$TMP/all"; return 1; }
    "$TMP/static" set 7 && "$BUILD/fastcov-merge" -q --expect-processes 3 -o "$TMP/p.fcov" &&
      [ "$(dump | awk '/^folded/ { sum += $2 } /^state MAPPED/ { sum++ } END { print sum }')" -eq 3 ] || {
      echo "after the next one, killed at $n of $calls:"
      dump
      return 1
    }
  done
  [ $((calls - before)) -ge 15 ]
}
check "kill -9 at any call of folding loses no flag and counts no process twice" folding_survives

# After start-up nothing of ours calls the kernel; at the end neither.
cat >"$TMP/calls.c" <<'END'
#include "fake_unit.h"
#include <unistd.h>
FAKE_DIR("/nonexistent");
FAKE_UNIT(first, a1, 10);
int main(void) {
  getppid();
  for (int i = 0; i < 10; i++) SET(first, i);
  return 0;
}
END
SOURCE=$TMP/calls.c guest "$TMP/calls" || exit 1
check "after start-up there is no call of ours" eval '
  fresh; "$TMP/inject" "$TMP/calls" trace "$TMP/calls" >"$TMP/trace" && [ "$(sed -n "/main/,\$p" "$TMP/trace")" = main ]'
check "before, there are some" eval '[ "$(sed "/main/,\$d" "$TMP/trace" | grep -c .)" -ge 10 ]'

finish
