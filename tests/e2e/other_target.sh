#!/bin/sh
# What cannot be measured is said when it is compiled.
. tests/lib.sh
. tests/e2e/e2e_lib.sh

echo 'int f(int a) { return a ? 1 : 2; }' >"$TMP/f.c"
warns() {
  fastcov_cc "--target=$1" -c "$TMP/f.c" -o "$TMP/f.o" 2>"$TMP/err" &&
    grep "warning: fastcov: code for $1.* cannot be measured yet" "$TMP/err" &&
    ! readelf -SW "$TMP/f.o" | grep fastcov
}
check "code for 32 bits is not instrumented, with a warning" warns i386
check "code for another processor is not instrumented, with a warning" warns aarch64
finish
