#!/bin/sh
# slow: one flag on the compile line, and any way to build, link and strip gives the same outcomes.
. tests/lib.sh
. tests/e2e/e2e_lib.sh

source=$ROOT/tests/e2e/program
steps="compute threads print fork compute"

# build_in MODE FLAGS...: compile and link in one directory per mode, by the mode's own way.
build_in() {
  mode=$1
  shift
  rm -rf "$TMP/build"
  cp -R "$source" "$TMP/build"
  cd "$TMP/build" || return
  case $mode in
    plain) fastcov_cc "$@" -pthread main.c part.c -o program ;;
    objects)
      fastcov_cc "$@" -pthread -c main.c && fastcov_cc "$@" -c part.c &&
        plain_cc "$@" -pthread main.o part.o -o program
      ;;
    shared)
      fastcov_cc "$@" -fPIC -shared part.c -o libpart.so &&
        fastcov_cc "$@" -pthread main.c -o program -L. -lpart "-Wl,-rpath,$TMP/build"
      ;;
    archive)
      fastcov_cc "$@" -pthread -c main.c && fastcov_cc "$@" -c part.c && ar rcs libpart.a part.o &&
        plain_cc "$@" -pthread main.o libpart.a -o program
      ;;
    thin-archive)
      fastcov_cc "$@" -pthread -c main.c && fastcov_cc "$@" -c part.c && ar rcsT libpart.a part.o &&
        plain_cc "$@" -pthread main.o libpart.a -o program
      ;;
    relocatable)
      fastcov_cc "$@" -pthread -c main.c && fastcov_cc "$@" -c part.c &&
        ld -r main.o part.o -o both.o && plain_cc "$@" -pthread both.o -o program
      ;;
    stripped)
      fastcov_cc "$@" -pthread main.c part.c -o program && strip program
      ;;
  esac
}

run_and_report() {
  fresh_shards
  (cd "$TMP/build" && ./program $steps >output) || return
  merge -q --root "$TMP/build" --json "$TMP/report.json" && sites_of "$TMP/report.json"
}

reference() {
  build_in plain -O0 && run_and_report >"$TMP/reference" && [ -s "$TMP/reference" ]
}
check "an unoptimised build reports its sites" reference
sites=$(grep -c '"kind"' "$TMP/reference")
ran=$(grep -o '"covered":true' "$TMP/reference" | wc -l)
check "some of the sites ran and some did not" test "$sites" -ge 20 -a "$ran" -ge 20

same() {
  build_in "$@" && run_and_report >"$TMP/got" && diff "$TMP/reference" "$TMP/got"
}
# mode TITLE MODE FLAGS...
mode() {
  mode_title=$1
  shift
  check "the same outcomes $mode_title" same "$@"
}

for level in -O1 -O2 -O3 -Os -Oz -Og; do mode "at $level" plain $level; done
mode "with debug information" plain -O2 -g
mode "with split objects, linked without the plugin" objects -O2
mode "in a shared object" shared -O2
mode "in an archive" archive -O2
mode "in a thin archive" thin-archive -O2
mode "through ld -r" relocatable -O2
mode "of a stripped program" stripped -O2
mode "in a static program" plain -O2 -static
mode "in a static position-independent program" plain -O2 -static-pie
mode "without position independence" plain -O2 -fno-pie -no-pie
mode "with unused sections removed" plain -O2 -ffunction-sections -fdata-sections -Wl,--gc-sections
mode "with hidden visibility" plain -O2 -fvisibility=hidden
mode "in C23" plain -O2 -std=c2x
mode "without exceptions' tables" plain -O2 -fno-asynchronous-unwind-tables -fomit-frame-pointer
for linker in bfd gold lld mold; do
  if ! plain_cc -fuse-ld=$linker "$source/part.c" -shared -o "$TMP/probe.so" 2>"$TMP/probe.log"; then
    skip "the same outcomes with $linker" "clang-$LLVM cannot use it"
    continue
  fi
  mode "with $linker" plain -O2 -fuse-ld=$linker
  mode "with $linker, unused sections removed" plain -O2 -fuse-ld=$linker -ffunction-sections \
    -Wl,--gc-sections
  mode "with $linker, static" plain -O2 -fuse-ld=$linker -static
  mode "with $linker, in a shared object" shared -O2 -fuse-ld=$linker
done
mode "with link-time optimisation" plain -O2 -flto -fuse-ld=lld
mode "with ThinLTO" plain -O2 -flto=thin -fuse-ld=lld
mode "with link-time optimisation of an archive" archive -O2 -flto -fuse-ld=lld
for sanitizer in address undefined thread memory; do
  mode "with the $sanitizer sanitizer" plain -O1 -fsanitize=$sanitizer
done
mode "with zeros in .data" plain -O2 -fno-zero-initialized-in-bss
mode "with profile-guided optimisation's counters" plain -O2 -fprofile-instr-generate

like_bss() {
  fastcov_cc -O2 -c "$source/part.c" -o "$TMP/part.o" && readelf -SW "$TMP/part.o" >"$TMP/sections" &&
    grep -q 'fastcov_flags *NOBITS' "$TMP/sections" && grep -q 'fastcov_tail *NOBITS' "$TMP/sections" &&
    ! grep -E 'fastcov_(flags|tail) *PROGBITS' "$TMP/sections"
}
check "flags take no bytes of a file" like_bss

# Another machine, another build: what is in an object depends on its input alone.
twice() {
  cd "$TMP" && cp "$source/part.c" "$source/part.h" . &&
    fastcov_cc -O2 -g -c part.c -o one.o && fastcov_cc -O2 -g -c part.c -o two.o && cmp one.o two.o
}
check "the same input gives the same object, byte for byte" twice

finish
