#!/bin/sh
# Each image of a process has its own shard, under its own path, for as long as it is loaded.
. tests/lib.sh
. tests/runtime/guest_lib.sh

SOURCE=$HERE/library.c guest "$TMP/libguest.so" -shared -fPIC -Wl,-z,defs &&
  SOURCE=$HERE/library.c guest "$TMP/misaligned.so" -shared -fPIC -DFAKE_MISALIGNED &&
  SOURCE=$HERE/library.c guest "$TMP/bare.so" -shared -fPIC -DFAKE_BARE &&
  "$CLANG" $WARN -o "$TMP/loader" $HERE/loader.c -pthread -ldl || exit 1
LIBRARY=$TMP/libguest.so
run() { fresh && "$TMP/loader" "$@"; }

check "a loaded object leaves a shard" eval 'run load "$LIBRARY" set 3 && shards 1 && unit c3 0001'
check "the shard bears the object's path" eval 'run load "$LIBRARY" && field image "$LIBRARY"'
check "an object without libc's arguments has its path too" eval '
  run load "$TMP/bare.so" set 3 && field image "$TMP/bare.so" && unit c3 0001'
check "an object that was loaded by a relative path has an absolute one" eval '
  fresh && cd "$TMP" && ./loader load ./libguest.so && cd "$ROOT" && field image "$LIBRARY"'
check "a path with blanks is recorded" eval '
  mkdir -p "$TMP/a  b" && cp "$LIBRARY" "$TMP/a  b/l b.so" && run load "$TMP/a  b/l b.so" &&
    field image "$TMP/a  b/l b.so"'
check "the build-id is the object's" eval '
  run load "$LIBRARY" && field build_id "$(readelf -n "$LIBRARY" | sed -n "s/.*Build ID: //p")"'
check "flags are on record after dlclose and _exit" eval '
  run load "$LIBRARY" set 3 unload _exit && shards 1 && unit c3 0001'
check "an object that is loaded again gets another shard" eval '
  run load "$LIBRARY" set 3 unload load "$LIBRARY" set 4 unload && shards 2 && unit c3 0001 &&
    unit c3 00001'
check "a thread with a small stack may load an object" eval '
  run load-in-thread "$LIBRARY" set 3 && shards 1 && unit c3 0001'
check "FASTCOV_DIR counts after setenv" eval 'run setenv load "$LIBRARY" set 3 && shards 1 && unit c3 0001'
check "FASTCOV_DIR counts after unsetenv" eval '
  SOMETHING=x run unsetenv load "$LIBRARY" set 3 && shards 1 && unit c3 0001'
check "FASTCOV_DIR counts as it was at the start after clearenv" eval '
  run clearenv load "$LIBRARY" set 3 && shards 1 && unit c3 0001'
check "a misaligned object is saved by dlclose" eval '
  run load "$TMP/misaligned.so" set 3 unload _exit && shards 1 && field state DONE && unit c3 0001'
check "a misaligned object is saved at exit" eval '
  run load "$TMP/misaligned.so" set 3 && shards 1 && field state DONE && unit c3 0001'

# An instrumented program linked with an instrumented object.
cat >"$TMP/both.c" <<'END'
#include "fake_unit.h"
FAKE_DIR("/nonexistent");
FAKE_UNIT(first, a1, 10);
void library_set(int flag);
int main(void) {
  SET(first, 1);
  library_set(2);
  return 0;
}
END
for linker in bfd gold lld mold; do
  check "a program and its object have a shard each ($linker)" eval '
    SOURCE=$HERE/library.c guest "$TMP/libboth.so" -shared -fPIC -fuse-ld=$linker -Wl,-z,defs &&
    SOURCE=$TMP/both.c guest "$TMP/both" -fuse-ld=$linker "$TMP/libboth.so" -Wl,-rpath,"$TMP" &&
    fresh && "$TMP/both" && shards 2 && unit a1 01 && unit c3 001 && field image "$TMP/both" &&
    field image "$TMP/libboth.so"'
done
check "an object that is preloaded has a shard" eval '
  fresh && LD_PRELOAD=$LIBRARY /bin/true && shards 1 && field image "$LIBRARY"'
check "a program run by the loader has its path" eval '
  fresh && LD_LIBRARY_PATH=$TMP $(readelf -p .interp "$TMP/both" | grep -o "/lib.*") "$TMP/both" &&
    shards 2 && field image "$TMP/both"'

finish
