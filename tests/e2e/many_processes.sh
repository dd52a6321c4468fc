#!/bin/sh
# slow: thousands of short processes at a time, each one on record.
. tests/lib.sh
. tests/e2e/e2e_lib.sh

fastcov_cc -O2 -pthread tests/e2e/program/main.c tests/e2e/program/part.c -o "$TMP/program" || exit 1

many() {
  fresh_shards
  seq 5000 | xargs -P "$(nproc)" -n 1 sh -c 'exec "$0" compute' "$TMP/program"
}
check "5,000 processes run in parallel" many
check "5,000 shards are left" test "$(find "$FASTCOV_DIR" -name '*.fcs' | wc -l)" -eq 5000
check "they merge" merge -q --json "$TMP/many.json" -o "$TMP/many.fcov"
check_output "5,000 processes are on record and no shard is torn" \
  '{"shards":5000,"processes":5000,"damaged":[]}' \
  jq -c '.ledger | {shards, processes, damaged}' "$TMP/many.json"

serial_run() {
  fresh_shards
  "$TMP/program" compute && merge -q --json "$TMP/one.json" &&
    sites_of "$TMP/one.json" >"$TMP/one" && sites_of "$TMP/many.json" >"$TMP/many" &&
    cmp "$TMP/one" "$TMP/many"
}
check "together they report what one of them does" serial_run

finish
