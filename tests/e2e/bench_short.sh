#!/bin/sh
# slow: the benchmark works, and the instructions that coverage costs stay near what docs/overhead.md
# says. Instructions repeat exactly, so a bound can be checked; times cannot, so none is.
. tests/lib.sh

if ! command -v valgrind >/dev/null; then
  skip "the benchmark works" "no valgrind"
  finish
  exit
fi

measure() {
  tests/bench/bench.py --plugin "$BUILD/fastcov.so" --llvm "$LLVM" --sources "$TMP" --work "$TMP/bench" \
    --kernels --programs interpret,parse --variants plain,fastcov,llvm --rounds 0 \
    --json "$TMP/numbers.json" --svg "$TMP/picture.svg" >"$TMP/table.txt"
}
check "the benchmark measures two kernels" measure
check "its table has a line for each tool and measure" \
  test "$(grep -c -e '^fastcov  *[0-9]' -e '^clang source-based  *[0-9]' "$TMP/table.txt")" -eq 10
check "its picture is XML with a bar for each" \
  python3 -c 'import sys, xml.etree.ElementTree as t; assert len([r for r in t.parse(sys.argv[1]).iter() if r.tag.endswith("rect")]) == 11' "$TMP/picture.svg"

# below KERNEL PERCENT: fastcov's instructions are below so many per cent of the plain build's.
below() {
  jq -e --arg name "$1" --argjson limit "$2" \
    '.[$name + " fastcov"].ir * 100 < .[$name + " plain"].ir * $limit' "$TMP/numbers.json"
}
check "an interpreter's loop costs less than a quarter more" below interpret 125
check "a parser's loops cost less than a third more" below parse 133
cheaper() {
  jq -e '[("interpret", "parse") as $k | .[$k + " fastcov"].ir < .[$k + " llvm"].ir] | all' "$TMP/numbers.json"
}
check "both cost fewer instructions than clang's own coverage" cheaper
finish
