#!/bin/sh
# slow: the short form of `make oracle`: the programs that prove its rules, and cJSON.
. tests/lib.sh

unset FASTCOV_DIR
tests/fetch_sources.sh || exit 1
oracle() { WORK=$TMP/oracle tests/oracle/oracle.sh "$@"; }

for rule in tests/oracle/rules/*.c*; do
  name=$(basename "${rule%.*}")
  explained() { oracle "$rule" >"$TMP/result" 2>&1 && contains "by rule: $name" "$TMP/result"; }
  check "$name: fastcov differs from llvm-cov, and is right" explained
done
# What a rule explains does not excuse a wrong outcome at the same place.
wrong_outcomes() {
  oracle "tests/oracle/rules/$1.cpp" >/dev/null && cd "$TMP/oracle/$1" && cp fastcov.json right.json || return
  for path in $(jq -c '.files[0].sites | paths(. == true or . == false)' right.json); do
    jq --argjson path "$path" '.files[0].sites |= setpath($path; getpath($path) | not)' right.json >fastcov.json
    (cd "$ROOT" && tests/oracle/compare.py "$1" "$TMP/oracle/$1" >"$TMP/result")
    [ $? -eq 2 ] || { echo "not noticed: $path"; return 1; }
  done
}
for name in system_labels temporaries; do
  check "$name: a wrong outcome is noticed" wrong_outcomes $name
done
check "fastcov equals llvm-cov on cJSON" oracle cjson

unknown_difference() {
  jq '(.files[] | select(.path == "cJSON.c") | .sites[0].line) += 1' "$TMP/oracle/cjson/fastcov.json" >"$TMP/changed.json" &&
    mv "$TMP/changed.json" "$TMP/oracle/cjson/fastcov.json" &&
    tests/oracle/compare.py cjson "$TMP/oracle/cjson"
}
check_status 2 "a site elsewhere is a difference" unknown_difference

finish
