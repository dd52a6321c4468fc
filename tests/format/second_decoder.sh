#!/bin/sh
# decode.py, written from docs/format.md alone, sees in a file what fastcov-merge sees.
. tests/lib.sh
. tests/format/scene.sh

# agree "MAPS" "FLAGS": both say the same of these.
agree() {
  objects=
  for image in $1; do objects="$objects --object $image"; done
  merge --root /nowhere --json theirs.json --instantiations -q $objects $2 &&
    python3 "$ROOT/tests/format/decode.py" $1 -- $2 >ours.json || return 1
  jq -S -f "$ROOT/tests/format/named_contexts.jq" theirs.json >theirs.txt
  jq -S . ours.json >ours.txt
  [ "$(jq length ours.json)" -gt 0 ] && diff theirs.txt ours.txt
}
"$FIX" map b.map --directory "$PWD" --salt 1
"$FIX" image both a.map b.map
"$FIX" shard t.fcs --map b.map=1001110 --map a.map=1010000 --image both --build-id auto
"$FIX" big big.map --directory "$PWD" --sites 500
"$FIX" image big big.map
"$FIX" shard big.fcs --map big.map=1011 --image big --build-id auto
merge -q -o p.fcov s.fcs t.fcs

check "of a shard" agree prog s.fcs
check "of two units with one source" agree both t.fcs
check "of several shards" agree "both prog" "s.fcs t.fcs"
check "of a profile" agree both p.fcov
check "of a profile and its shards" agree both "p.fcov s.fcs"
embedded() {
  merge -q -o e.fcov --embed-maps s.fcs t.fcs && mkdir -p away && cp e.fcov away && cd away &&
    merge --root /nowhere --json theirs.json --instantiations -q e.fcov &&
    python3 "$ROOT/tests/format/decode.py" e.fcov -- e.fcov >ours.json &&
    jq -S -f "$ROOT/tests/format/named_contexts.jq" theirs.json >theirs.txt && jq -S . ours.json >ours.txt && diff theirs.txt ours.txt
}
check "of a profile that carries its maps" embedded
check "of a large unit" agree big big.fcs
# as_version NUMBER [OPTION]: what a map of that version says, in vNUMBER.fcs.
as_version() {
  "$FIX" map v$1.map --source a.c --directory "$PWD" --version "$1" &&
    "$FIX" map image.map --source a.c --directory "$PWD" --version "$@" && "$FIX" image v$1 image.map &&
    "$FIX" shard v$1.fcs --map v$1.map=$FLAGS --image v$1 --build-id auto --context test/one
}
says_the_same() {
  merge -q --root /nowhere --json this.json v$1.fcs && merge -q --root /nowhere --json two.json s.fcs &&
    diff this.json two.json
}
as_version 1
as_version 3 --packed
as_version 4 --packed
for version in 1 3 4; do
  check "of a map of version $version" agree v$version v$version.fcs
  check "a map of version $version says what one of version 2 says" says_the_same $version
done
check "of an image that never ran, beside one that did" agree "big prog" "s.fcs big.fcs"

cat >program.c <<'END'
#include <assert.h>
#include <stdio.h>
#define POSITIVE(x) ((x) > 0)
#define WHEN(condition) if (condition) puts("when")
__attribute__((annotate("fastcov:exclude: for debuggers"))) int dump(int x) { return x ? 1 : 2; }
static inline int never(int x) { return x ? 1 : 2; }
int main(int argc, char **argv) {
  assert(argc > 0);
  for (int i = 0; i < 3 && POSITIVE(argc); i++)
    if (i == 1 || argv[0][0] == '?')
      puts("one");
  WHEN(argc > 1 || argv[0][0] == '/');
  switch (argc) {
#include "cases.inc"
  case 2 ... 3:
    return 1;
  default:
    return never(argc);
  }
  if (argc == 77) // FASTCOV_EXCL true: there are no 77 of them
    return 8;
  if (argc == 78)
    // LCOV_UNREACHABLE_START not in a test
    return 9;
  // LCOV_UNREACHABLE_STOP
  return sizeof argc == 4 ? 0 : 1; // LCOV_EXCL_BR_LINE
}
END
printf 'case 1:\n  break;\ncase 9:\n  return 9;\n' >cases.inc
compiled() {
  fastcov_cc -O2 program.c -o program && ./program && agree program "$(ls "$FASTCOV_DIR"/*.fcs)" &&
    contains '"name": "WHEN"' theirs.txt && contains '"argument": {' theirs.txt &&
    contains '"path": "'"$PWD"'/cases.inc"' theirs.txt &&
    contains '"excluded": "there are no 77 of them"' theirs.txt &&
    contains '"excluded": "marked unreachable: not in a test"' theirs.txt &&
    contains '"excluded": "for debuggers"' theirs.txt
}
check "of what the plugin and the runtime write" compiled
finish
