#!/bin/sh
# The C tests of merge-tool and report, under the address and undefined-behaviour sanitizers.
. tests/lib.sh
CC=${CC:-cc}
WARN="-Wall -Wextra -Werror"
INCLUDES="-Iruntime -Icompiler-plugin -Imerge-tool -Ireport -Itests/unit"
CHECKED="-std=c11 -D_GNU_SOURCE -O1 -g -fsanitize=address,undefined -fno-sanitize-recover=all"

# All but the command line, once for all tests.
objects=
for source in merge-tool/*.c report/*.c compiler-plugin/map_writer.c; do
  [ $source = report/fastcov_merge.c ] && continue
  object=$TMP/$(basename $source .c).o
  printf '%s\0%s\0' "$object" $source
  objects="$objects $object"
done >"$TMP/sources"
compiled() { xargs -0 -n2 -P2 $CC $CHECKED $WARN $INCLUDES -c -o <"$TMP/sources"; }
check "the tools compile with the sanitizers" compiled

for test in percent unit_map coverage bytes profile source_paths; do
  built() {
    $CC $CHECKED $WARN $INCLUDES -o "$TMP/$test" tests/unit/${test}_test.c $objects \
      -ldw -lelf -lzstd -lcjson -lmd
  }
  check "${test}_test compiles" built
  if "$TMP/$test" >"$TMP/facts" 2>"$TMP/stderr"; then
    cat "$TMP/facts"
  else
    grep -v '^not ok' "$TMP/facts"
    fail "$test: $(grep '^not ok' "$TMP/facts" | head -1)" "$TMP/stderr"
  fi
done
headers() {
  for header in merge-tool/*.h report/*.h; do
    $CC -std=c11 -D_GNU_SOURCE $WARN $INCLUDES -fsyntax-only -include $header -xc /dev/null || return 1
  done
}
check "each header compiles alone" headers
upwards() {
  ! grep -l -e '#include "../report' $(ls merge-tool/*.[ch]) && for header in report/*.h; do
    ! grep -F "\"$(basename $header)\"" merge-tool/*.[ch] || return 1
  done
  ! grep -hE '#include ".*(plugin|map_writer|image\.h|shard\.c)' report/*.[ch] |
    grep -v -e '"elf_image.h"'
}
check "includes go from report to merge-tool to the format, never back" upwards
silent_libraries() { # printf to a string or a given file is no printing
  ! grep -nE '(^|[^a-z_])(printf|puts|perror|exit|abort)\(|stderr' merge-tool/*.c report/*.c |
    grep -v -e '^report/fastcov_merge.c' -e '^merge-tool/xmalloc.c' -e '://' -e ' // '
}
check "nothing below the command line prints or exits" silent_libraries
finish
