#!/bin/sh
# Each program in sites/ says in its comments which sites it has and which of their outcomes run.
. tests/lib.sh
. tests/e2e/e2e_lib.sh

# site_test NAME FLAGS...: build, run and compare NAME.c.
site_test() {
  name=$1
  shift
  fresh_shards
  files=tests/e2e/sites/$name.c
  second=
  case $name in
    header) files="$files tests/e2e/sites/shared.h" second="-x c tests/e2e/sites/header_second.inc" ;;
  esac
  fastcov_cc -w "$@" "tests/e2e/sites/$name.c" $second -x none -lm -o "$TMP/program" || return
  "$TMP/program" || return
  merge -q --json "$TMP/report.json" || return
  tests/e2e/sites/check.py "$TMP/report.json" $files
}

for source in tests/e2e/sites/*.c; do
  name=$(basename "$source" .c)
  for level in -O0 -O2; do
    check "sites of $name at $level are as its comments say" site_test "$name" $level
  done
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
