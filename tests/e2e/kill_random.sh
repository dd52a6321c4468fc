#!/bin/sh
# slow: kill -9 at random moments. KILLS (default 10) says how often; `make endings` does it 1,000 times.
. tests/lib.sh
. tests/e2e/e2e_lib.sh

steps=$(for n in $(seq 0 249); do printf '  STEP(%d)\\n' "$n"; done)
sed "s/^STEPS_HERE\$/$steps/" tests/e2e/kill_random.c >"$TMP/kill_random.c"
first=$(grep -n '^  STEP(0)' "$TMP/kill_random.c" | cut -d: -f1)
fastcov_cc -O2 "$TMP/kill_random.c" -o "$TMP/program" || exit 1
check "what ran before kill -9 is on record, and nothing else, ${KILLS:-10} times" \
  python3 tests/e2e/kill_random.py "$BUILD/fastcov-merge" "$TMP/program" "$first" "${KILLS:-10}"
finish
