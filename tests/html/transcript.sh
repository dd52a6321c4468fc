#!/bin/sh
# docs/usage.md shows what fastcov-merge prints: `make screenshots` brings it up to date.
. tests/lib.sh
. tests/html/example.sh
export BUILD LLVM

check "the example runs" example_make "$TMP/example"
shown() {
  example_transcript "$TMP/example" >"$TMP/printed" && documented >"$TMP/documented" &&
    [ -s "$TMP/documented" ] && diff "$TMP/documented" "$TMP/printed"
}
check "docs/usage.md shows what fastcov-merge prints" shown
finish
