#!/bin/sh
# The schema that we ship accepts what --json writes, and nothing that is broken.
. tests/lib.sh
if ! python3 -c 'import jsonschema' 2>/dev/null; then
  skip "the schema accepts what --json writes" "no python3-jsonschema here"
  finish
fi
. tests/format/scene.sh
SCHEMA=$ROOT/docs/fastcov-report.schema.json
holds() { python3 "$ROOT/tests/format/schema_check.py" "$SCHEMA" "$@"; }

# Reports of every kind: whole, empty, damaged, imported, filtered, with hostile names, of programs.
merge s.fcs -q --json whole.json
merge s.fcs -q --json precise.json --precision 6
mkdir none && merge none -q --object prog --json never_ran.json
merge none -q --json empty.json 2>/dev/null
: >none/damaged.fcs
merge none s.fcs -q --json damaged.json --exclude '*' 2>/dev/null
printf '%s\n' "SF:$PWD/a.c" FN:25,g FNDA:0,g DA:25,0 BRDA:25,0,0,1 BRDA:25,e0,1,- end_of_record \
  "SF:$(printf 'we\001ird "\303\050 \\ <b>.c')" DA:1,1 end_of_record >x.info
merge s.fcs -q --add-lcov x.info --json imported.json
cat >small.c <<'END'
#include <assert.h>
#define BOTH(a, b) ((a) && (b))
enum colour { RED, GREEN };
static int unused(int x) { return x ? 1 : 2; }
int main(int count, char **arguments) {
  assert(count > 0);
  switch ((enum colour)count) {
  case RED:
    return 1;
  case GREEN ... 2:
    while (1)
      if (BOTH(count, arguments))
        break;
  }
  for (int i = 0; i < 3; i++)
    do
      count += i == 1 || count ? 1 : 0;
    while (0);
  return 0;
}
END
real() { fastcov_cc -o small small.c && ./small && merge -q --json real.json && jq -e '.files[0].sites | length > 5' real.json; }
check "a program is measured" real
check "the schema accepts every report" holds accept whole.json precise.json never_ran.json empty.json damaged.json \
  imported.json real.json
check "it names every key of them" holds strict whole.json precise.json never_ran.json empty.json damaged.json \
  imported.json real.json
check "it refuses every report that lacks a member or has one of the wrong type" holds mutate whole.json imported.json real.json
check "it refuses what is no report" eval 'echo "{}" >x.json; ! holds accept x.json >/dev/null; echo "[]" >x.json; ! holds accept x.json >/dev/null'
finish
