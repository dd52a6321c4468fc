#!/bin/sh
# What the plugin puts into every object: small, without libc, for each LLVM that it is made for.
. tests/lib.sh
. tests/runtime/guest_lib.sh

# Every name that the start-up code may refer to: sections and constants of the image, and the two weak
# hooks of libfastcov.
cat >"$TMP/names" <<'END'
U __fastcov_dir
U __fastcov_tail
U __start_fastcov_flags
U __start_fastcov_units
U __stop_fastcov_flags
U __stop_fastcov_units
w __ehdr_start
w __fastcov_attach
w __fastcov_detach
END
cat >"$TMP/defined" <<'END'
__fastcov_finish
__fastcov_image
__fastcov_runtime
__fastcov_start
__fastcov_start_bare
END

refers_to_known_names() {
  nm -u "$TMP/start.o" | sed 's/^ *//' | grep -v _GLOBAL_OFFSET_TABLE_ | sort | diff "$TMP/names" -
}
defines_known_names() { nm -g --defined-only "$TMP/start.o" | sed 's/.* //' | sort | diff "$TMP/defined" -; }
all_hidden() { readelf -sW "$TMP/start.o" | grep -E ' (GLOBAL|WEAK) .* __fastcov_(start|start_bare|finish|image|runtime)$' |
  grep -v HIDDEN; [ $? -eq 1 ]; }

same_elsewhere() {
  sed 's/^  \. = 0;/  . = 0x123456000;/' runtime/shard.ld >"$TMP/elsewhere.ld" &&
    ! cmp -s runtime/shard.ld "$TMP/elsewhere.ld" &&
    ld -T "$TMP/elsewhere.ld" -e __fastcov_runtime --oformat binary -o "$TMP/elsewhere.bin" \
      "$TMP/shard_code.o" && cmp "$TMP/shard_code" "$TMP/elsewhere.bin"
}

chosen=$CLANG
for version in 22 19 14; do
  CLANG=clang-$version
  if ! command -v $CLANG >/dev/null; then
    skip "LLVM $version: the start-up code" "not installed"
    continue
  fi
  shard_code "$TMP/shard_code" && start_object "$TMP/start.o" || exit 1
  check "LLVM $version: it refers to the image and to nothing else" refers_to_known_names
  check "LLVM $version: it defines five names" defines_known_names
  check "LLVM $version: all of them are hidden" all_hidden
  check "LLVM $version: the bytes are the same wherever they lie" same_elsewhere
  check "LLVM $version: the bytes are fewer than 9000" eval '
    [ "$(wc -c <"$TMP/shard_code")" -lt 9000 ]'
  check "LLVM $version: the bytes work" eval 'guest "$TMP/guest" && fresh && "$TMP/guest" set 3 && unit a1 1001'
  check "LLVM $version: the bytes work in code that is not position-independent" eval '
    start_object "$TMP/start.o" -fno-pic -mcmodel=small && guest "$TMP/guest" -fno-pie -no-pie &&
      fresh && "$TMP/guest" set 3 && unit a1 1001'
  check "LLVM $version: compiled along instead of carried, the code works, too" eval '
    "$CLANG" $FREESTANDING $WARN -O2 -c runtime/start.c -o "$TMP/start.o" && refers_to_known_names &&
      guest "$TMP/guest" && fresh && "$TMP/guest" set 3 && unit a1 1001'
done
CLANG=$chosen

check "it compiles with gcc" eval '
  gcc $FREESTANDING $WARN -O2 -c runtime/start.c -o "$TMP/start.o" && refers_to_known_names &&
    guest "$TMP/guest" && fresh && "$TMP/guest" set 3 && unit a1 1001'
if "$CLANG" --target=aarch64-linux-gnu -ffreestanding -x c -c /dev/null -o "$TMP/null.o" 2>/dev/null; then
  # The tiny code model: the bytes must not depend on the page that they begin in.
  check "it compiles for aarch64" eval '
    "$CLANG" --target=aarch64-linux-gnu -mcmodel=tiny $FREESTANDING $WARN -Oz \
      -c runtime/shard.c -o "$TMP/aarch64.o" && [ -z "$(nm -u "$TMP/aarch64.o")" ] &&
      ! objdump -r "$TMP/aarch64.o" 2>/dev/null | grep ADR_PREL_PG_HI21'
fi
headers_alone() {
  for header in runtime/*.h; do
    "$CLANG" $FREESTANDING -Wall -fsyntax-only -x c "$header" || return 1
  done
}
check "each header compiles alone" headers_alone

finish
