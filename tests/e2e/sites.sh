#!/bin/sh
# Each program in sites/ says in its comments which sites it has and which of their outcomes run.
. tests/lib.sh
. tests/e2e/e2e_lib.sh

# In a program, `// flags:` are for the compiler and `// since: N` is the first clang that takes it.
said() { sed -n "s|^// $1: ||p" "$2"; }

too_new() { [ "$(said since "$1" | grep .)" ] && [ "$LLVM" -lt "$(said since "$1")" ]; }

# build_and_run LEVEL FILE: its shards go where all others' go.
build_and_run() {
  program=$TMP/$(basename "$2")$1
  case $2 in
    *.cpp) set -- "$1" "$2" "clang++-$LLVM" -std=c++17 ;;
    *) set -- "$1" "$2" "clang-$LLVM" -lm ;;
  esac
  level=$1 file=$2
  shift 2
  case $file in */header.c) set -- "$@" -x c tests/e2e/sites/header_second.inc -x none ;; esac
  "$@" -fplugin="$BUILD/fastcov.so" -w "$level" $(said flags "$file") "$file" -o "$program" \
    >"$program.log" 2>&1 && "$program" >>"$program.log" 2>&1
  echo $? >"$program.status"
}

# as_commented FILE LEVEL
as_commented() {
  cat "$TMP/$(basename "$1")$2.log"
  [ "$(cat "$TMP/$(basename "$1")$2.status")" = 0 ] && ! grep -F -e "${1%.*}." "$TMP/errors$2"
}

for level in -O0 -O2; do
  fresh_shards
  files=
  for file in tests/e2e/sites/*.c tests/e2e/sites/*.cpp; do
    too_new "$file" || files="$files $file"
  done
  for file in $files; do build_and_run $level "$file"; done
  merge -q --json "$TMP/report.json" || exit 1
  tests/e2e/sites/check.py "$TMP/report.json" $files tests/e2e/sites/shared.h >"$TMP/errors$level"
  for file in tests/e2e/sites/*.c tests/e2e/sites/*.cpp; do
    name=$(basename "$file")
    if too_new "$file"; then
      skip "sites of $name at $level are as its comments say" "clang $LLVM does not take it"
    else
      check "sites of $name at $level are as its comments say" as_commented "$file" $level
    fi
  done
  check_not "a header's sites at $level are as its comments say" \
    grep -F -e tests/e2e/sites/shared.h "$TMP/errors$level"
done

# The comparison itself: a site too many and one too few are both errors.
cp tests/e2e/sites/if_else.c "$TMP/if_else.c"
fresh_shards
fastcov_cc -w "$TMP/if_else.c" -o "$TMP/program" && "$TMP/program" &&
  merge -q --json "$TMP/report.json" || exit 1
check "the comments of a copy hold" tests/e2e/sites/check.py "$TMP/report.json" "$TMP/if_else.c"
sed 's|^  if (a) // .*|  if (a)|' tests/e2e/sites/if_else.c >"$TMP/if_else.c"
check_not "a site without a comment is an error" \
  tests/e2e/sites/check.py "$TMP/report.json" "$TMP/if_else.c"
sed 's|^    r = 1;|    r = 1; // [if `r`: true+ false-]|' tests/e2e/sites/if_else.c >"$TMP/if_else.c"
check_not "a comment without a site is an error" \
  tests/e2e/sites/check.py "$TMP/report.json" "$TMP/if_else.c"
sed 's|if `a == 100`: true- false+|if `a == 100`: true+ false+|' tests/e2e/sites/if_else.c \
  >"$TMP/if_else.c"
check_not "a comment with another outcome is an error" \
  tests/e2e/sites/check.py "$TMP/report.json" "$TMP/if_else.c"

finish
