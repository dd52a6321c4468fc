#!/bin/sh
# The short form of `make torture`: random programs behave the same with the plugin, and all of their sites,
# outcomes, functions and lines are clang's own.
. tests/lib.sh

if [ -z "$(command -v csmith)" ]; then
  skip "random programs are measured as clang measures them" "no csmith"
  finish
fi
torture() { WORK=$TMP/torture tests/torture/torture.sh "$@"; }
check "random programs are measured as clang measures them" torture 3 6
# A plugin that measures nothing is not alike.
blind() {
  mkdir -p "$TMP/blind" && ln -sf "$BUILD/fastcov-merge" "$BUILD/libfastcov.a" "$TMP/blind" || return
  BUILD=$TMP/blind torture 1 6
}
check_status 1 "without the plugin nothing is alike" blind

finish
