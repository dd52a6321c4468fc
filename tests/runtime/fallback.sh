#!/bin/sh
# Where flags cannot be mapped they are saved at exit, and the shard says which of the two it is.
. tests/lib.sh
. tests/runtime/guest_lib.sh

guest "$TMP/guest" && guest "$TMP/misaligned" -DFAKE_MISALIGNED &&
  guest "$TMP/foreign" -DFAKE_FOREIGN=1 && guest "$TMP/foreign2" -DFAKE_FOREIGN=2 && guest "$TMP/static_guest" -static || exit 1

# saved STATE FLAGS: there is one shard with that.
saved() { shards 1 && field state "$1" && unit a1 "$2"; }
run() { fresh && "$@"; }

check "misaligned flags are saved at exit" eval '
  run "$TMP/misaligned" set 3 && saved DONE 1001'
check "flags with foreign data on their pages are saved at exit" eval '
  run "$TMP/foreign" set 3 && saved DONE 1001'
check "flags with foreign data on their last page are saved at exit" eval '
  run "$TMP/foreign2" set 3 && saved DONE 1001'
check "while a fallback shard waits, its state is OPEN" eval '
  run "$TMP/misaligned" set 3 kill; saved OPEN 0'
check "_exit leaves a fallback shard OPEN" eval 'run "$TMP/misaligned" set 3 _exit; saved OPEN 0'
check "a fallback shard survives chdir" eval '
  run cd "$TMP" && FASTCOV_DIR=rel ./misaligned chdir / set 3 && cd "$ROOT" && FASTCOV_DIR=$TMP/rel &&
    saved DONE 1001'
check "the flags of 30 threads are saved" eval '
  run "$TMP/misaligned" threads && unit b2 "$(printf "1000000000%.0s" $(seq 30))"'
check "a forked child adds to a fallback shard" eval '
  run "$TMP/misaligned" fork-exit && saved DONE 1000011'
check "a forked child does not complete its parent's fallback shard" eval '
  run "$TMP/misaligned" fork-exit kill; saved OPEN 100001'
check "a child that ends after its parent adds to a complete shard" eval '
  run "$TMP/misaligned" orphan; eventually saved DONE 1000011'
check "a fallback program runs on when its shard is removed" eval '
  fresh; : >"$TMP/hold"; HOLD=$TMP/hold "$TMP/misaligned" hold set 3 &
  eventually shards 1 && rm -rf "$FASTCOV_DIR"; result=$?; rm "$TMP/hold"; wait $! && [ $result -eq 0 ]'
if as_root; then
  check "a fallback shard survives chroot and setuid" eval '
    mkdir -p "$TMP/root" && run "$TMP/misaligned" chroot "$TMP/root" set 3 && saved DONE 1001'
else
  skip "a fallback shard survives chroot and setuid" "not root"
fi

# ---- File systems that cannot map ---------------------------------------------------------------
# The static program itself maps nothing, so that its calls are known: the flags' pages, then in the
# fallback anonymous pages for the flags, the file elsewhere, and memory for its path.
unmappable() {
  unmappable_which=$1
  shift
  run strace -f -qqq -o "$TMP/trace" -e trace=mmap -e inject=mmap:error=ENODEV:when="$unmappable_which" \
    "$TMP/static_guest" "$@"
}
check "if only the flags' pages cannot be mapped, a mapping elsewhere does" eval '
  unmappable 1 set 3 && saved DONE 1001'
check "what ran before a failed mapping is kept" eval '
  guest "$TMP/static_guest" -static -DFAKE_EARLY && unmappable 1 set 3 && saved DONE 100100001'
guest "$TMP/static_guest" -static || exit 1
check "on a file system without mmap, flags are written at exit" eval '
  unmappable 1..3+2 set 3 threads && saved DONE 1001 && unit b2 "$(printf "1000000000%.0s" $(seq 30))"'
check "no mapping at all does no harm, and the shard says that it is not complete" eval '
  unmappable 1+ set 3 && shards 1 && field state OPEN'
check "on a file system without mmap, a killed program's shard is OPEN" eval '
  unmappable 1..3+2 set 3 kill; saved OPEN 0'
check "on a file system without mmap, a forked child adds to the shard" eval '
  unmappable 1..3+2 fork-exit && saved DONE 1000011'
check "on a file system without mmap, a shard survives chdir" eval '
  cd "$TMP" && FASTCOV_DIR=rel2 && fresh && strace -f -qqq -o "$TMP/trace" -e trace=mmap \
    -e inject=mmap:error=ENODEV:when=1+2 ./static_guest chdir / set 3 && cd "$ROOT" &&
    FASTCOV_DIR=$TMP/rel2 && saved DONE 1001'
check "a file-size limit at exit: no signal, the shard stays OPEN" eval '
  unmappable 1..3+2 set 3 limit exit; [ $? -eq 7 ] && saved OPEN 0'

# ---- Tables that cannot be ----------------------------------------------------------------------
outside() {
  cat >"$TMP/outside.c" <<'END'
#include "fake_unit.h"
FAKE_DIR("/nonexistent");
FAKE_UNIT(first, a1, 10);
__asm__(".pushsection fastcov_units,\"aR\",@progbits\n.balign 8\n.fill 16, 1, 0xc3\n"
        ".quad first - . + OFFSET\n.long COUNT, 0\n.popsection");
int main(void) { return 7; }
END
  sed -i "s/OFFSET/$1/; s/COUNT/$2/" "$TMP/outside.c"
  SOURCE=$TMP/outside.c guest "$TMP/outside" && run "$TMP/outside"
  [ $? -eq 7 ] && [ "$(find "$FASTCOV_DIR" -name '*.fcs' | wc -l)" -eq "$3" ] &&
    [ "$(find "$FASTCOV_DIR" -name '*.lost' | wc -l)" -eq $((1 - $3)) ]
}
check "a unit that ends with the section is fine" outside 0 10 1
check "a unit whose flags end outside of the section: a trace, no shard, no harm" outside 0 11 0
check "a unit whose flags begin before the section: a trace, no shard, no harm" outside -1 1 0
check "a unit whose flags begin after the section: a trace, no shard, no harm" outside 11 0 0

finish
