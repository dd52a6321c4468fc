#!/bin/sh
# slow
# The layout that the runtime relies on comes out of every linker, in every kind of program.
. tests/lib.sh
. tests/runtime/guest_lib.sh

# mapped TITLE FLAG...
mapped() {
  mapped_title=$1
  shift
  if ! "$CLANG" -x c -o "$TMP/empty" "$@" - <<END >/dev/null 2>&1; then
int main(void) { return 0; }
END
    skip "$mapped_title" "this linker cannot link that"
    return
  fi
  guest "$TMP/guest" "$@" >"$TMP/link.log" 2>&1 || { fail "$mapped_title" "$TMP/link.log"; return; }
  check "$mapped_title" mapped_so
}
mapped_so() {
  fresh && "$TMP/guest" set 3 threads kill
  shards 1 && field state MAPPED && unit a1 1001 && field image "$TMP/guest" &&
    unit b2 "$(printf '1000000000%.0s' $(seq 30))"
}

for linker in bfd gold lld mold; do
  [ "$linker" = mold ] || command -v "ld.$linker" >/dev/null || continue
  for kind in "-fPIE -pie" "-fno-pie -no-pie" "-static" "-static-pie -fPIE" "-Wl,--gc-sections" \
    "-Wl,-z,relro,-z,now" "-Wl,-z,separate-code" "-Wl,-z,noseparate-code" "-Wl,-s" \
    "-Wl,-z,max-page-size=65536" "-Wl,-z,max-page-size=2097152"; do
    mapped "$linker $kind: the flags are mapped" -fuse-ld="$linker" $kind
  done
done

finish
