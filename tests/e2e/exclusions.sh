#!/bin/sh
# What is left out of the count, that the report says so, and what happens if it runs after all.
. tests/lib.sh
. tests/e2e/e2e_lib.sh
HERE=tests/e2e/exclusions

# run COMPILER FLAGS... SOURCE: builds and runs; the report is in report.json and report.txt, what
# the tools said in compiler.txt and merge.txt, the program's and the report's status in the status.
run() {
  fresh_shards
  run_compiler=$1
  shift
  $run_compiler -O1 "$@" -o "$TMP/program" 2>"$TMP/compiler.txt" || {
    cat "$TMP/compiler.txt"
    return 3
  }
  "$TMP/program" || return 4
  merge --show-missing --show-excluded --instantiations --json "$TMP/report.json" \
    >"$TMP/report.txt" 2>"$TMP/merge.txt"
  run_status=$?
  merge -q --json "$TMP/report.json" --instantiations
  return $run_status
}
# program TEXT: TEXT is $TMP/test.c.
program() { printf '%s\n' "$@" >"$TMP/test.c"; }
figure() { jq -r ".totals.$1 | \"\(.covered)/\(.count) \(.excluded)\"" "$TMP/report.json"; }
# is TEXT COMMAND...: the command prints TEXT.
is() {
  is_text=$1
  shift
  is_got=$("$@")
  [ "$is_got" = "$is_text" ] || {
    echo "got: $is_got"
    echo "not: $is_text"
    cat "$TMP/report.txt"
    return 1
  }
}
reasons() { jq -r '[.files[].sites[].outcomes[].excluded // empty] | group_by(.) | map("\(length) \(.[0])") | join(", ")' "$TMP/report.json"; }

# ---- A library whose tests reach all that can be reached ------------------------------------------
whole() {
  run "$@" -w $HERE/library.c || return
  jq -e '.totals | all(.percent == 100)' "$TMP/report.json" >/dev/null || {
    cat "$TMP/report.txt"
    return 1
  }
  [ ! -s "$TMP/merge.txt" ] && merge -q --fail-under-branch 100 --fail-under-line 100 --fail-under-function 100
}
check "asserts, unreachable defaults and switches over enums reach 100 % in C" whole fastcov_cc
check "the report lists each outcome that is left out, with the reason" eval '
  contains "library.c:18:11: switch: default left out: enum default" "$TMP/report.txt" &&
  contains "library.c:41:3: switch: default left out: enum default" "$TMP/report.txt" &&
  contains "library.c:42:9: if: true left out: enum default" "$TMP/report.txt" &&
  contains "library.c:52:3: if: false left out: assert (in an argument of macro assert" "$TMP/report.txt" &&
  contains "library.c:61:3: switch: default left out: unreachable" "$TMP/report.txt" &&
  contains "library.c:67:7: if: true left out: assert" "$TMP/report.txt" &&
  contains "library.c:74:7: if: true left out: the tests do not run out of memory" "$TMP/report.txt" &&
  contains "library.c:91:84: function dump left out: for debuggers" "$TMP/report.txt" &&
  contains "library.c:26: line left out: enum default" "$TMP/report.txt"'
check "the summary counts them by reason" eval '
  grep -q "outcomes left out: .* folded, .* unreachable, .* assert, .* enum default, .* marked" "$TMP/report.txt" &&
  grep -q "lines left out: .* enum default" "$TMP/report.txt" &&
  contains "1 function left out: 1 marked" "$TMP/report.txt"'
check "so it does in C++" whole fastcov_cxx -xc++
check "and of preprocessed text, comments kept" eval '
  plain_cc -E -C -w $HERE/library.c >"$TMP/library.i" && run fastcov_cc -w -xcpp-output "$TMP/library.i" &&
  jq -e ".totals.branches.percent == 100" "$TMP/report.json" >/dev/null'
check "with all rules off all is counted" eval '
  run fastcov_cc -w -fplugin-arg-fastcov-count=all $HERE/library.c; [ "$(reasons)" = "" ] &&
  jq -e ".totals.branches | .excluded == 0 and .percent < 70" "$TMP/report.json" >/dev/null'
off() { run fastcov_cc -w -fplugin-arg-fastcov-count="$1" $HERE/library.c; reasons | grep -q "$2"; }
for rule in folded unreachable assert "enum default"; do
  option=$(echo "$rule" | tr ' ' -)
  check_not "the rule '$rule' can be switched off" off "$option" "$rule"
  check "by itself" off marked "$rule"
done
check "an unknown rule is an error" eval '! run fastcov_cc -fplugin-arg-fastcov-count=x $HERE/library.c >"$TMP/out" &&
  contains "count=x: there is folded" "$TMP/compiler.txt"'

program '_Noreturn static void never(void) {' \
  '  __builtin_unreachable();' \
  '}' \
  'static int f(int x) {' \
  '  if (x > 9)' \
  '    never();' \
  '  __builtin_assume(x < 9 && x > -9);' \
  '  return 0;' \
  '}' \
  'int main(void) { return f(1); }'
check "a function that does nothing but lead to a dead end is left out, and an assumption has no sites" eval '
  run fastcov_cc "$TMP/test.c" && contains "test.c:1:35: function never left out: unreachable" "$TMP/report.txt" &&
  is "1/1 1" figure branches && is "2/2 1" figure functions && jq -e ".totals.lines.percent == 100" "$TMP/report.json" >/dev/null'
check "but counts if the rule is switched off" eval '
  run fastcov_cc -fplugin-arg-fastcov-count=unreachable "$TMP/test.c"; is "2/3 0" figure functions'

# ---- Comments -------------------------------------------------------------------------------------
program 'static int f(int x) {' \
  '  if (x) // FASTCOV_EXCL true: cannot be' \
  '    return 1;' \
  '  return 0;' \
  '}' \
  'int main(int c, char **v) { return f(c) - 1; }'
check "an excluded outcome that ran is called needless, and that is no error" eval '
  run fastcov_cc "$TMP/test.c" && contains "test.c:2:7: if: true ran, although left out: cannot be" "$TMP/merge.txt" &&
  jq -e ".ledger.needless | length == 1" "$TMP/report.json" >/dev/null'
program 'static void leave(int x) { if (!x) __builtin_exit(0); }' 'int main(int c, char **v) {' \
  '  leave(c > 1);' \
  '  // LCOV_UNREACHABLE_START' \
  '  leave(0);' \
  '  return 1;' \
  '  // LCOV_UNREACHABLE_STOP' \
  '}'
sed -i 's/__builtin_exit/exit/; 1i #include <stdlib.h>' "$TMP/test.c"
check "what is marked unreachable and did not run is fine, behind a call that never came back, too" eval '
  run fastcov_cc "$TMP/test.c" && [ ! -s "$TMP/merge.txt" ]'
sed -i 's/c > 1/c > 0/; s/return 1/return 0/' "$TMP/test.c"
check "if it ran that is status 1, with or without a gate" eval '
  run fastcov_cc "$TMP/test.c"; [ $? = 1 ] && contains "test.c:6: line ran, although marked unreachable" "$TMP/merge.txt" &&
  ! grep test.c:7 "$TMP/merge.txt"'

# says TEXT LINE...: compiling these lines, the compiler warns of TEXT.
says() {
  says_text=$1
  shift
  program "$@" 'int main(void) { return 0; }'
  run fastcov_cc "$TMP/test.c" && contains "$says_text" "$TMP/compiler.txt"
}
F='int f(int x) {'
check "FASTCOV_EXCL without a reason is warned of" says \
  "test.c:2:13: warning: fastcov: FASTCOV_EXCL without a reason leaves nothing out; write 'FASTCOV_EXCL true: why'" \
  "$F" '  if (x) // FASTCOV_EXCL true:' '    return 1; return 0; }'
check "and leaves nothing out" is "0/2 0" figure branches
check "one of an unknown outcome is warned of" says \
  "FASTCOV_EXCL wants true, false, default or case" "$F" 'return x ? 1 : 2; // FASTCOV_EXCL maybe: so' '}'
check "a marker that there is not is warned of" says "there is no marker FASTCOV_EXCL_LINE" "$F" 'return x; // FASTCOV_EXCL_LINE' '}'
check "one of an outcome that is not there is warned of" says \
  "FASTCOV_EXCL leaves nothing out: line 2 has no such outcome" "$F" 'return x ? 1 : 2; // FASTCOV_EXCL case 3: so' '}'
check "a section without an end is warned of" says "LCOV_EXCL_START without an end leaves nothing out" \
  "$F" '// LCOV_EXCL_START' 'return x ? 1 : 2; }'
check "and leaves nothing out" is "0/2 0" figure branches
check "an end without a section is warned of" says "GCOVR_EXCL_BR_STOP ends nothing" "$F" \
  'return x ? 1 : 2; // GCOVR_EXCL_BR_STOP' '}'
check "a section within a section is warned of" says "LCOV_UNREACHABLE_START within a section that began on line 2" \
  "$F" '// LCOV_UNREACHABLE_START' '// LCOV_UNREACHABLE_START' 'return x; // LCOV_UNREACHABLE_STOP' '}'
check "a section that another tool's marker ends is warned of" says \
  "GCOVR_EXCL_STOP ends a section that LCOV_EXCL_START on line 2 began" \
  "$F" '// LCOV_EXCL_START' 'return x; // GCOVR_EXCL_STOP' '}'
check "an annotation without a reason is warned of" says 'write "fastcov:exclude: why"' \
  '__attribute__((annotate("fastcov:exclude"))) int f(void) { return 1; }'
quiet() { run fastcov_cc -Werror "$TMP/test.c" && [ ! -s "$TMP/compiler.txt" ]; }
program 'const char *s = "LCOV_EXCL_START"; // not LCOV_EXCL_STARTED, nor MY_LCOV_EXCL_STOP' \
  '#if 0' '// LCOV_EXCL_START' '#endif' '// LCOV_EXCL_STOP' 'int main(void) { return 0; }'
check "a marker in a string or another word is none, and one in skipped text is one" quiet

cat >"$TMP/lib.h" <<'END'
#define POSITIVE(x)                                                            \
  ((x) > 0 /* FASTCOV_EXCL false: always is */ ? 1 : 0)
static inline int in_header(int x) { // GCOVR_EXCL_FUNCTION not ours
  return x ? 1 : 2;
}
END
program '#include "lib.h"' \
  '#define BOTH(a, b) ((a) && (b))' \
  '#define TEST(body) do { body } while (0)' \
  'int f(int x) {' \
  '  if (BOTH(x,' \
  '           x > 2)) // LCOV_EXCL_BR_LINE whole expansion' \
  '    return POSITIVE(x);' \
  '  TEST({' \
  '    if (x) // LCOV_EXCL_BR_LINE just this one' \
  '      return 1;' \
  '    if (x > 1)' \
  '      return 2;' \
  '  });' \
  '  switch (x) {' \
  '  case 1: // LCOV_EXCL_LINE one' \
  "  case ':': return 1; // FASTCOV_EXCL case ':': colon" \
  '  case 3:' \
  '  case 4: return 2; // FASTCOV_EXCL case: four' \
  '  // FASTCOV_EXCL default: alone on its line' \
  '  default: return 3;' \
  '  }' \
  '}' \
  'int main(void) { return 0 * in_header(0) * f(0); }'
check "marks in macros, headers, arguments and on labels leave out what they stand at" eval '
  run fastcov_cc -w "$TMP/test.c" && is \
  "1 alone on its line, 1 always is, 1 colon, 2 folded, 1 four, 2 just this one, 2 not ours, 1 one, 4 whole expansion" reasons'
check "so they do through a precompiled header" eval '
  plain_cc -O1 -xc-header "$TMP/lib.h" -o "$TMP/lib.pch" && sed -i 1d "$TMP/test.c" &&
  run fastcov_cc -w -include-pch "$TMP/lib.pch" "$TMP/test.c" && contains "function in_header left out: not ours" "$TMP/report.txt"'

program 'static int a(int x) { // LCOV_EXCL_LINE first' \
  '  return x;' \
  '}' \
  '// GCOVR_EXCL_START section' \
  'static int b(int x)' \
  '{' \
  '  return x ? 1 : 2;' \
  '}' \
  '// GCOVR_EXCL_STOP' \
  'static int' \
  'c(int x) // LCOV_UNREACHABLE_LINE third' \
  '{' \
  '  return x;' \
  '}' \
  'int main(int n, char **v) { return n > 1 ? c(0) : 0; } // LCOV_EXCL_BR_LINE'
check "a function that begins on a marked line or in a section is left out, and the code on other lines counts" eval '
  run fastcov_cc -w "$TMP/test.c" && is "1/1 3" figure functions && is "1/6 4" figure lines && is "0/0 2" figure branches'
check "one that is marked unreachable and ran is an error" eval '
  run fastcov_cc -w "$TMP/test.c"; FASTCOV_DIR=$TMP/more "$TMP/program" x; merge -q "$TMP/more" 2>"$TMP/merge.txt"; [ $? = 1 ] &&
  contains "function c ran, although marked unreachable: third" "$TMP/merge.txt"'
program 'static int f(int x) {' \
  '  switch (x) {' \
  '  case 1: // LCOV_UNREACHABLE_LINE no' \
  '    return 1;' \
  '  case 2: return 2; // LCOV_UNREACHABLE_LINE no' \
  '  }' \
  '  if (x) // FASTCOV_EXCL true: one FASTCOV_EXCL false: other' \
  '    return 3;' \
  '  if (x > 1)' \
  '    return 4;' \
  '  return 5;' \
  '}' \
  'int main(void) { return f(0) - 5; }'
check "labels are marked unreachable, and somebody who leaves all outcomes out speaks of no other code" eval '
  run fastcov_cc "$TMP/test.c" && is "2/3 4" figure branches && is "8/11 2" figure lines'

# ---- Functions and instantiations -----------------------------------------------------------------
check "an annotated function is left out with its lambda, an annotated class with its functions" eval '
  run fastcov_cxx -std=c++17 $HERE/instances.cpp &&
  is "a class for debuggers,with its lambda,with its lambda" jq -r "[.files[].functions[].excluded // empty] | sort | join(\",\")" "$TMP/report.json"'
instances() { jq -c "[.files[].sites[] | select(.line == $1) | .instantiations[] | [.function, .covered]]" "$TMP/report.json"; }
check "instantiations are told apart, and one place is one site" eval '
  is "[[\"Box<double>::clamp\",[false,true]],[\"Box<int>::clamp\",[true,false]]]" instances 6 &&
  is "[[\"sign<double>\",[false,true]],[\"sign<int>\",[true,false]]]" instances 11 &&
  is 1 jq "[.files[].sites[] | select(.line == 6)] | length" "$TMP/report.json"'
check "and so are functions, by their linkage names" eval '
  is "[[\"_ZL4signIdEiT_\",\"sign<double>\",true],[\"_ZL4signIiEiT_\",\"sign<int>\",true]]" jq -c \
    "[.files[].functions[] | select(.name == \"sign\") | .instantiations[] | [.linkage_name, .function, .covered]]" "$TMP/report.json"'

# ---- Which files, and what they are called --------------------------------------------------------
mkdir -p "$TMP/src/third_party" "$TMP/build" "$TMP/moved"
cp tests/e2e/program/part.c tests/e2e/program/part.h tests/e2e/program/main.c "$TMP/src" 2>/dev/null
printf 'int third(int x) { return x ? 1 : 2; }\n' >"$TMP/src/third_party/third.c"
printf '#include "third_party/inline.h"\nint third(int);\nint main(void) { return third(1) - 1 + in_third(0); }\n' >"$TMP/src/app.c"
printf 'static inline int in_third(int x) { return x ? 1 : 0; }\n' >"$TMP/src/third_party/inline.h"
shown() { (cd "$TMP/src" && merge --root "$TMP/src" --json - "$@" | jq -r '[.files[].path] + (.ledger.skipped | map("skipped " + .)) | join(" ")'); }
build_in_src() { (fresh_shards; cd "$TMP/src" && fastcov_cc -g "$@" app.c third_party/third.c -o "$TMP/program" && "$TMP/program"); }
check "excluded sources are not instrumented, and named" eval '
  build_in_src "-fplugin-arg-fastcov-exclude=third_party/*" && is \
  "app.c skipped third_party/inline.h skipped third_party/third.c" shown'
check "and a gate does not take them for forgotten" eval '
  cd "$TMP/src" && merge -q --fail-under-line 100'
check "the same with a pattern of absolute paths" eval '
  build_in_src "-fplugin-arg-fastcov-exclude=*/third_party/*" && is \
  "app.c skipped third_party/inline.h skipped third_party/third.c" shown'
check "included sources alone are instrumented" eval '
  build_in_src "-fplugin-arg-fastcov-include=*.h" && is "third_party/inline.h skipped app.c skipped third_party/third.c" shown'
# payloads IMAGE: its maps, unpacked.
payloads() {
  PYTHONPATH=tests/format python3 -B -c 'import decode, sys
for _, _, payload in decode.maps_of(sys.argv[1]): sys.stdout.buffer.write(payload)' "$1"
}
mapped() {
  mapped_flag=$1
  fresh_shards
  (cd "$TMP/build" && fastcov_cc -g "$mapped_flag$TMP/src=/src" "$mapped_flag$TMP/build=/obj" \
    -fplugin-arg-fastcov-dir=/nowhere "$TMP/src/app.c" "$TMP/src/third_party/third.c" -I"$TMP/src" -o "$TMP/program") &&
    "$TMP/program" && payloads "$TMP/program" >"$TMP/map" && grep -q app.c "$TMP/map" && ! grep -c -F "$TMP" "$TMP/map"
}
for flag in -ffile-prefix-map= -fcoverage-prefix-map=; do
  check "$flag leaves no path of the build in the map" mapped $flag
  check "and the sources are found where they are" eval '
    is "app.c third_party/inline.h third_party/third.c" shown --source-prefix /src="$TMP/src" &&
    cp "$TMP/src/app.c" "$TMP/app.c" && echo "// changed" >>"$TMP/src/app.c" &&
    ! merge -q --json "$TMP/x" --source-prefix "/src=$TMP/src" 2>"$TMP/merge.txt"; mv "$TMP/app.c" "$TMP/src/app.c"
    contains "src/app.c: changed since it was compiled" "$TMP/merge.txt"'
done
check "a prefix may stand for the build's directory itself" eval '
  (cd "$TMP/src" && fresh_shards && fastcov_cc -ffile-prefix-map="$TMP/src"=. app.c third_party/third.c -o "$TMP/program") &&
  "$TMP/program" && is "app.c third_party/inline.h third_party/third.c" shown &&
  is "app.c third_party/inline.h third_party/third.c" sh -c "cd $TMP/moved && $BUILD/fastcov-merge --source-prefix .=../src --root ../src --json - | jq -r \"[.files[].path] | join(\\\" \\\")\""'
check "a wrong --source-prefix is refused" eval '
  ! merge --source-prefix x 2>"$TMP/merge.txt" && contains "is not OLD=NEW" "$TMP/merge.txt"'
finish
