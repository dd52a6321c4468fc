#!/bin/sh
# What make install leaves below DESTDIR works from there, and make uninstall removes it.
. tests/lib.sh
. tests/e2e/e2e_lib.sh

dest=$TMP/dest
build=${BUILD#"$ROOT"/}
installs() { make -s BUILD="$build" LLVM="$LLVM" DESTDIR="$dest" PREFIX=/opt/fastcov "$1"; }
installed=$dest/opt/fastcov

check "make install works" installs install
check "the manual pages of the commands are installed" sh -c 'ls "$1"/share/man/man1/fastcov-merge.1' - "$installed"

one_flag() {
  fresh_shards
  cat >"$TMP/a.c" <<'END'
int main(int count, char **arguments) { return count > 1 ? arguments[1][0] : 0; }
END
  "clang-$LLVM" -fplugin="$installed/lib/fastcov.so" "$TMP/a.c" -o "$TMP/a" && "$TMP/a" &&
    "$installed/bin/fastcov-merge"
}
check "the installed plugin and tool work" one_flag

with_api() {
  fresh_shards
  cat >"$TMP/b.c" <<'END'
#include <fastcov.h>
int main(int count, char **arguments) {
  (void)arguments;
  fastcov_context("named");
  return count > 1;
}
END
  flags=$(PKG_CONFIG_PATH=$installed/lib/pkgconfig pkg-config --define-prefix --cflags --libs fastcov) || return
  "clang-$LLVM" -fplugin="$installed/lib/fastcov.so" "$TMP/b.c" -o "$TMP/b" $flags &&
    readelf -d "$TMP/b" | grep 'NEEDED.*libfastcov.so.0' &&
    LD_LIBRARY_PATH=$installed/lib "$TMP/b" && merge -q --json "$TMP/b.json" &&
    grep -l named "$FASTCOV_DIR"/*.fcs
}
check "pkg-config links a program with the library" with_api

# ---- The manual pages of fastcov.h ---------------------------------------------------------------
# page NAME: as one reads it; what groff objects to is in it, too. Pages may include others of the tree.
page() { (cd "$installed/share/man" && groff -man -Tascii -ww -rHY=0 -rLL=200n -P-cbou "man3/$1.3" 2>&1); }

pages_for_all() {
  calls=$(nm --defined-only "$installed/lib/libfastcov.a" | sed -n 's/.* T \(fastcov_.*\)/\1/p')
  [ "$(printf '%s\n' $calls | wc -l)" -eq 4 ] || { echo "calls: $calls"; return 1; }
  for call in $calls; do
    page "$call" >"$TMP/page" && grep "^ *\(fastcov_.*, \)\?$call\(, .*\)\? - " "$TMP/page" &&
      ! grep -n 'warning: \|error: ' "$TMP/page" || { cat "$TMP/page"; return 1; }
  done
}
check "each call has a manual page, which groff has nothing to say about" pages_for_all

# The synopsis is C: what it declares is what the header declares.
synopsis() {
  for call in context write; do
    page fastcov_$call | sed -n '/^SYNOPSIS/,/^DESCRIPTION/ s/^  *//p' >"$TMP/synopsis.c" &&
      grep -c "^int fastcov_$call(" "$TMP/synopsis.c" && plain_cc -Werror -fsyntax-only -I"$installed/include" "$TMP/synopsis.c" ||
      { cat "$TMP/synopsis.c"; return 1; }
  done
}
check "the manual pages declare what the header declares" synopsis

# sample N NAME: the N-th example of a page, as one types it.
sample() {
  awk -v n="$1" '/^\.EE/ { on = 0 } on; /^\.EX/ { on = ++count == n }' "$installed/share/man/man3/$2.3" |
    sed 's/^\\&//; s/\\-/-/g; s/\\e/\\/g'
}
# try_sample NAME SOURCE: the page's program, compiled and run as the page says, in a directory of its own.
try_sample() {
  rm -rf "$TMP/sample" && mkdir "$TMP/sample" && cd "$TMP/sample" && fresh_shards && sample 1 "$1" >"$2" &&
    sample 2 "$1" | sed "s/^clang /clang-$LLVM -Wall -Wextra -Werror /; s|/usr/local|$installed|g" >commands || return
  # CPATH: /usr/local/include is where compilers look anyway.
  PATH=$installed/bin:$PATH PKG_CONFIG_PATH=$installed/lib/pkgconfig PKG_CONFIG_SYSROOT_DIR=$dest \
    CPATH=$installed/include LD_LIBRARY_PATH=$installed/lib sh -ex commands
}
check "the example of fastcov_context(3) has its two contexts" eval '
  try_sample fastcov_context tests.c && merge -q --json report.json &&
    [ "$(jq -c ".contexts | sort" report.json)" = "[\"add\",\"remove\"]" ]'
check "the example of fastcov_write(3) sends a shard, which is reported on" eval '
  try_sample fastcov_write firmware.c && merge -q --object firmware --json report.json received.fcs &&
    jq -e ".totals.functions.covered == 2" report.json'

removed() {
  installs uninstall && [ -z "$(find "$dest" -type f -o -type l)" ]
}
check "make uninstall leaves nothing" removed

finish
