#!/bin/sh
# What make install leaves below DESTDIR works from there, and make uninstall removes it.
. tests/lib.sh
. tests/e2e/e2e_lib.sh

dest=$TMP/dest
build=${BUILD#"$ROOT"/}
installs() { make -s BUILD="$build" LLVM="$LLVM" DESTDIR="$dest" PREFIX=/opt/fastcov "$1"; }
installed=$dest/opt/fastcov

check "make install works" installs install
check "the installed man page is readable" sh -c 'ls "$1"/share/man/man1/*.1' - "$installed"

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

removed() {
  installs uninstall && [ -z "$(find "$dest" -type f -o -type l)" ]
}
check "make uninstall leaves nothing" removed

finish
