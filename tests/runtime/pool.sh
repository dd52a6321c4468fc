#!/bin/sh
# FASTCOV_POOL=1: one file per image and context however many processes, and nothing is ever lost.
. tests/lib.sh
. tests/runtime/guest_lib.sh

[ -f "$BUILD/libfastcov.so" ] || exit 1
cp "$BUILD/libfastcov.so" "$TMP/libfastcov.so.0"
guest "$TMP/guest" && guest "$TMP/misaligned" -DFAKE_MISALIGNED &&
  SOURCE=$HERE/library.c guest "$TMP/libguest.so" -shared -fPIC -Wl,-z,defs &&
  SOURCE=$HERE/api_guest.c guest "$TMP/api" "$BUILD/libfastcov.so" -Wl,-rpath,"$TMP" -Wl,--no-as-needed &&
  "$CLANG" $WARN -o "$TMP/loader" $HERE/loader.c -pthread -ldl || exit 1
FASTCOV_POOL=1
export FASTCOV_POOL
run() { fresh && "$TMP/guest" "$@"; }

# The child outlives its parent, sets a flag, and is killed.
cat >"$TMP/late.c" <<'END'
#include "fake_unit.h"
#include <signal.h>
#include <unistd.h>
FAKE_DIR("/nonexistent");
FAKE_UNIT(first, a1, 10);
int main(void) {
  SET(first, 0);
  if (fork() == 0) {
    usleep(200000);
    SET(first, 2);
    kill(getpid(), SIGKILL);
  }
  return 0;
}
END
SOURCE=$TMP/late.c guest "$TMP/late" || exit 1

# pools POOLS SHARDS: so many files there are of each, all of them sound.
pools() {
  shards $(($1 + $2)) && [ "$(find "$FASTCOV_DIR" -name 'pool-*.fcs' | wc -l)" -eq "$1" ] || {
    ls "$FASTCOV_DIR"
    return 1
  }
}
check "a process leaves a pool and no shard" eval 'run set 3 exit; pools 1 0 && unit a1 1001 && field folded 1'
check "a second one adds to it" eval '"$TMP/guest" set 5; pools 1 0 && unit a1 100101 && field folded 2'
check "FASTCOV_POOL=0 leaves shards" eval 'FASTCOV_POOL=0 run set 3; pools 0 1'
for ending in _exit kill abort segv; do
  check "a process that ends by $ending leaves its shard" eval '
    ulimit -c 0; run set 3 '$ending'; pools 0 1 && unit a1 1001'
done
check "exec leaves the shard of the process before" eval 'run set 3 exec; pools 1 1 && unit a1 1001'
check "parent and forked child share a shard: the last to end folds it" eval '
  run fork-exit && pools 1 0 && unit a1 1000011 && field folded 1'
check "while a child lives, its parent's end folds nothing; then the child folds" eval '
  : >"$TMP/hold"; (export HOLD="$TMP/hold"; run orphan); pools 1 1; before=$?
  rm "$TMP/hold"; eventually pools 1 0 && unit a1 1000011 && [ $before -eq 0 ]'
check "a child that is killed after its parent's end loses nothing" eval '
  fresh && "$TMP/late" && eventually unit a1 101 && pools 1 1'
check "an image for which flags cannot be mapped leaves its shard" eval '
  fresh; "$TMP/misaligned" set 3; pools 0 1 && field state DONE && unit a1 1001'
check "each context has a pool" eval '
  fresh; FASTCOV_CONTEXT=a "$TMP/guest" set 3; FASTCOV_CONTEXT=b "$TMP/guest" set 4; pools 2 0 &&
    field context a && field context b'
check "contexts that change within a process are folded, too" eval '
  fresh; for i in 1 2; do "$TMP/api" set 1 context one set 2 context two set 3; done; pools 3 0 &&
    unit a1 11 && unit a1 001 && unit a1 0001'
check "a loaded object is folded at dlclose, and loaded again" eval '
  fresh; "$TMP/loader" load "$TMP/libguest.so" set 3 unload load "$TMP/libguest.so" set 4 unload
  pools 1 0 && unit c3 00011 && field program 0'
check "threads that run on while the process ends lose nothing" eval '
  run threads set 3 && pools 1 0 && unit b2 "$(printf "1000000000%.0s" $(seq 30))"'
check "two images have a pool each" eval '
  cp "$TMP/guest" "$TMP/guest2"; run set 3; "$TMP/guest2" set 4; pools 2 0'
if as_root; then
  check "a process that can no longer reach its shard leaves it" eval '
    mkdir -p "$TMP/root"; run chroot "$TMP/root" set 3; pools 0 1 && unit a1 1001'
else
  skip "a process that can no longer reach its shard leaves it" "not root"
fi
check "a pool that is cut short is not touched" eval '
  run set 3; pool=$(find "$FASTCOV_DIR" -name "pool-*"); truncate -s 4000 "$pool"; "$TMP/guest" set 4
  [ $? -eq 0 ] && [ "$(stat -c %s "$pool")" -eq 4000 ] && [ "$(ls "$FASTCOV_DIR" | wc -l)" -eq 2 ]'
check "a pool that somebody locks for ever is waited for half a second" eval '
  run set 3; pool=$(find "$FASTCOV_DIR" -name "pool-*")
  flock "$pool" timeout 20 "$TMP/guest" set 4 && pools 1 1 && unit a1 10001'

size_of() { find "$FASTCOV_DIR" -type f -printf '%s\n' | awk '{ sum += $1 } END { print sum }'; }
many() {
  run set 3 && one=$(size_of) && fresh &&
    seq 500 | xargs -P 8 -n 1 sh -c '"$0" set $(($1 % 8))' "$TMP/guest" || return
  dump
  # A machine that is too busy may let a process give up waiting: then its shard is there.
  left=$(find "$FASTCOV_DIR" -name '[0-9]*.fcs' | wc -l)
  [ $(($(dump | sed -n 's/^folded //p') + left)) -eq 500 ] && unit a1 11111111 &&
    [ "$left" -lt 50 ] && [ "$left" -gt 0 -o "$(size_of)" -eq "$one" ]
}
check "500 processes, 8 at a time, take as many bytes as one" many

# Readers see at any moment what had been folded before.
reading_while_folding() {
  run set 3
  (seq 200 | xargs -P 4 -n 1 sh -c '"$0" set $(($1 % 8))' "$TMP/guest"; touch "$TMP/folded") &
  while ! [ -e "$TMP/folded" ]; do
    "$BUILD/fastcov-merge" -q -o "$TMP/live.fcov" || { kill $!; return 1; }
  done
  wait
}
check "merging while processes fold finds nothing damaged or gone" reading_while_folding

finish
