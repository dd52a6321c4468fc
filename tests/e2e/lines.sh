#!/bin/sh
# Control leaves each construct by longjmp, an exception or the program's end: no line that it did not come to is
# marked as run, and no other as missed. Each program in lines/ says which these are.
. tests/lib.sh
. tests/e2e/e2e_lib.sh

as_commented() { # LEVEL FILE
  fresh_shards
  case $2 in
    *.cpp) set -- "$1" "$2" "clang++-$LLVM" -std=c++17 ;;
    *) set -- "$1" "$2" "clang-$LLVM" ;;
  esac
  "$3" $4 -fplugin="$BUILD/fastcov.so" -w "$1" "$2" -o "$TMP/program" && "$TMP/program" &&
    merge -q --json "$TMP/report.json" && tests/e2e/lines/check.py "$TMP/report.json" "$2"
}

for file in tests/e2e/lines/*.c*; do
  for level in -O0 -O2; do
    check "the missed lines of $(basename "$file") at $level are those that say so" as_commented $level "$file"
  done
done

# The comparison itself.
sed 's|^  count++; // missed|  count++;|' tests/e2e/lines/longjmp.c >"$TMP/unmarked.c"
check_not "a missed line that does not say so is an error" as_commented -O0 "$TMP/unmarked.c"
sed 's|^  leap(0);$|  leap(0); // missed|' tests/e2e/lines/longjmp.c >"$TMP/marked.c"
check_not "a line that says so, and ran, is an error" as_commented -O0 "$TMP/marked.c"

finish
