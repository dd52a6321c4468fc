#!/bin/sh
# The gate on real programs: 100 is 100, 2 names what was missed, and bad data give no verdict.
. tests/lib.sh
. tests/e2e/e2e_lib.sh

mkdir "$TMP/src"
cat >"$TMP/src/gate.c" <<'END'
#include <string.h>
int main(int count, char **arguments) {
  int status = 0;
  if (count > 1)
    status = !strcmp(arguments[1], "yes") ? 0 : 3;
  switch (count) {
  case 1:
    return 0;
  case 2:
    return status;
  default:
    return 4;
  }
}
END
fastcov_cc -O2 "$TMP/src/gate.c" -o "$TMP/gate" || exit 1

# run_all: every outcome; run_some: all but one.
run_some() {
  fresh_shards
  "$TMP/gate" && "$TMP/gate" yes
  "$TMP/gate" a b c
  [ $? -eq 4 ]
}
run_all() {
  run_some
  "$TMP/gate" no
  [ $? -eq 3 ]
}
gate() { merge --fail-under-branch 100 --show-missing "$@"; }

run_all
check "100 % passes the gate" gate

one_missed() {
  fresh_shards
  "$TMP/gate"
  "$TMP/gate" yes
  "$TMP/gate" no
  gate >"$TMP/out" 2>&1
  status=$?
  cat "$TMP/out"
  [ $status -eq 2 ] && contains "gate.c:11" "$TMP/out" && contains "default" "$TMP/out"
}
check "one missed outcome fails the gate with status 2 and is named" one_missed

# bad TITLE MESSAGE COMMAND...: after the command damaged $shard, there is no verdict.
bad() {
  bad_title=$1
  shift
  check "$bad_title" bad_is_refused "$@"
}
bad_is_refused() {
  message=$1
  shift
  run_all
  shard=$FASTCOV_DIR/$(ls "$FASTCOV_DIR" | head -n 1)
  "$@" || return
  gate --json "$TMP/bad.json" >"$TMP/out" 2>&1
  status=$?
  cat "$TMP/out"
  [ $status -eq 1 ] && contains "$message" "$TMP/out" && contains "$(basename "$shard")" "$TMP/out" &&
    jq -e '.ledger.damaged | length == 1' "$TMP/bad.json" &&
    jq -e '.ledger.shards == 3 and .totals.branches.covered > 0' "$TMP/bad.json"
}
truncate_it() { truncate -s -100 "$shard"; }
halve_it() { truncate -s 50 "$shard"; }
empty_it() { : >"$shard"; }
foreign_it() { head -c 5000 "$BUILD/fastcov-merge" >"$shard"; }
flip() { # OFFSET: flip a bit of this byte
  byte=$(od -An -tu1 -j "$1" -N 1 "$shard")
  printf "\\$(printf %o $((byte ^ 1)))" | dd of="$shard" bs=1 seek="$1" conv=notrunc status=none
}
flip_header() { flip 45; }
flip_flag() { flip $(($(od -An -td8 -j 24 -N 8 "$shard") + 3)); }
flip_unit() { flip 85; }

bad "a shard that was cut gives no verdict" "bytes" truncate_it
bad "a shard that was cut in its header gives no verdict" "" halve_it
bad "an empty shard gives no verdict" "empty" empty_it
bad "a file of another kind gives no verdict" "" foreign_it
bad "a flipped bit in a shard's header gives no verdict" "" flip_header
bad "a flipped bit in a shard's unit table gives no verdict" "" flip_unit
bad "a flipped bit in a flag gives no verdict" "flag" flip_flag

stale() {
  run_all
  echo "// changed" >>"$TMP/src/gate.c"
  gate --json "$TMP/stale.json" >"$TMP/out" 2>&1
  status=$?
  cat "$TMP/out"
  [ $status -eq 1 ] && contains "gate.c" "$TMP/out" && jq -e '.ledger.stale | length == 1' "$TMP/stale.json"
}
check "a source that changed since it was compiled gives no verdict" stale
fastcov_cc -O2 "$TMP/src/gate.c" -o "$TMP/gate"

no_shards() {
  fresh_shards
  gate
}
check_not "no shards give no verdict" no_shards

uninstrumented() {
  cat >"$TMP/src/plain.c" <<'END'
int plain(int a) { return a ? 1 : 2; }
END
  cat >"$TMP/src/both.c" <<'END'
int plain(int a);
int main(void) { return plain(1) - 1; }
END
  cd "$TMP/src" && plain_cc -g -c plain.c -o plain.o && fastcov_cc -g both.c plain.o -o both || return
  fresh_shards
  ./both && gate --json "$TMP/un.json" >"$TMP/out" 2>&1
  status=$?
  cat "$TMP/out"
  jq -e '.ledger.uninstrumented | length == 1' "$TMP/un.json" && [ $status -eq 1 ] &&
    contains "plain.c" "$TMP/out"
}
check "a unit that was built without coverage gives no verdict" uninstrumented

never_ran() {
  run_all
  cat >"$TMP/src/never.c" <<'END'
int never(int a) { return a ? 1 : 2; }
END
  fastcov_cc -O2 -c "$TMP/src/never.c" -o "$TMP/src/never.o" || return
  gate --object "$TMP/src/never.o" >"$TMP/out" 2>&1
  status=$?
  cat "$TMP/out"
  [ $status -eq 2 ] && contains "never.c:1" "$TMP/out"
}
check "a unit that nothing ever ran counts" never_ran

finish
