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
  oracle "$TMP/$1.cpp" >/dev/null && cd "$TMP/oracle/$1" && cp fastcov.json right.json || return
  for path in $(jq -c '.files[0] | paths(. == true or . == false) |
    select(.[0] == "sites" and .[2] == "outcomes" or .[0] == "functions" and .[2] == "covered")' right.json); do
    jq --argjson path "$path" '.files[0] |= setpath($path; getpath($path) | not)' right.json >fastcov.json
    (cd "$ROOT" && tests/oracle/compare.py "$1" "$TMP/oracle/$1" >"$TMP/result")
    [ $? -eq 2 ] || { echo "not noticed: $path"; return 1; }
  done
}
# Functions that macros define, and lambdas in their arguments, which llvm-cov has in the macros' definitions.
cat >"$TMP/in_macros.cpp" <<'END'
#define GETTER(name, value) int name(bool on) { return on ? (value) : 0; }
#define CALL(...) ran += (__VA_ARGS__)()
GETTER(one, 1)
static GETTER(two, 2)
template <typename T> GETTER(three, T(3))
static int ran;
int main() {
  CALL([] { return one(true) && one(false); });
  if (ran)
    CALL([] { return two(true); });
  CALL([] { return 3 - three<long>(false); });
  return 0;
}
END
cp tests/oracle/rules/*.cpp tests/oracle/rules/*.h "$TMP"
for name in system_labels temporaries pasted_token not_emitted in_macros; do
  check "$name: a wrong outcome is noticed" wrong_outcomes $name
done
check "fastcov equals llvm-cov on cJSON" oracle cjson

unknown_difference() {
  jq '(.files[] | select(.path == "cJSON.c") | .sites[0].line) += 1' "$TMP/oracle/cjson/fastcov.json" >"$TMP/changed.json" &&
    mv "$TMP/changed.json" "$TMP/oracle/cjson/fastcov.json" &&
    tests/oracle/compare.py cjson "$TMP/oracle/cjson"
}
check_status 2 "a site elsewhere is a difference" unknown_difference

# arbitrated TEXT DISPUTES SETTLED REWRITTEN: what arbiter.py makes of one disputed switch.
arbitrated() {
  rm -rf "$TMP/arbiter" && mkdir -p "$TMP/arbiter" && printf '%s' "$1" >"$TMP/arbiter/a.c" &&
    echo "$2" >"$TMP/arbiter/disputes" && tests/oracle/arbiter.py "$TMP/arbiter" "$TMP/arbiter" &&
    [ "$(jq length "$TMP/arbiter/settled")" = "$3" ] && printf '%s' "$4" | cmp - "$TMP/arbiter/a.c"
}
dispute='[["labels", ["a.c", 1, 8], [1, 9]]]'
note='break; default: oracle_note(0, 1, 1, __FILE_NAME__); '
check "the arbiter finds a switch's end past literals and comments" arbitrated \
  "switch(x) { case '}': 1'0; R\"a(\")}a)a\"; \"}\\\"\"; /*}*/ } // }" "$dispute" 1 \
  "switch(x) { case '}': 1'0; R\"a(\")}a)a\"; \"}\\\"\"; /*}*/ $note} // }"
check "the arbiter has an assert note its argument" arbitrated \
  'AN_ASSERT(f(x)); if (x) {}' '[["sites", ["a.c", 1, 1, "a.c", 1, 1], [1, 1]]]' 1 \
  'AN_ASSERT(ORACLE_NOTE(0, f(x))); if (x) {}'
for text in 'switch(x) CASES' 'switch(x) { // no' 'switch(x) { /* no' "switch(x) { 'no"; do
  check "the arbiter leaves in dispute: $text" arbitrated "$text" "$dispute" 0 "$text"
done

# endless CONDITION: the oracle's status for a program that runs for as long as that holds.
endless() {
  echo "#include <stdlib.h>
int main(void) { volatile int on = 1; while (on && $1) {} return 0; }" >"$TMP/endless.c"
  ORACLE_SECONDS=1 oracle "$TMP/endless.c"
}
check_status 124 "a program that ends on neither side is not compared" endless 1
check_status 1 "a program that ends with llvm-cov only is a difference" endless 'getenv("FASTCOV_DIR")'
check_status 1 "a program that ends with fastcov only is a difference" endless 'getenv("LLVM_PROFILE_FILE")'

finish
