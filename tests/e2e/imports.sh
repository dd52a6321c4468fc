#!/bin/sh
# A mixed project: what lcov and llvm-cov say of real programs is what --add-lcov and
# --add-llvm-json report of them, and one report and one gate cover all of it.
. tests/lib.sh
. tests/e2e/e2e_lib.sh
sources=$ROOT/build/sources
for tool in lcov gcov "llvm-cov-$LLVM" "llvm-profdata-$LLVM"; do
  command -v "$tool" >/dev/null || {
    skip "mixed projects" "no $tool here"
    finish
  }
done
check "the sources of cJSON are there" tests/fetch_sources.sh "$sources"
mkdir "$TMP/work" && cd "$TMP/work" && cp "$sources"/cjson/cJSON.[ch] "$sources"/cjson/cJSON_Utils.[ch] \
  "$sources"/cjson/test.c . || exit 1
cat >shapes.cpp <<'END'
#include <stdexcept>
#include <vector>
template <class T> struct Pair {
  T a, b;
  T larger() const { return a > b ? a : b; }
};
static int at(const std::vector<int> &v, int i) {
  if (i < 0 || i >= (int)v.size())
    throw std::out_of_range("at");
  return v[i];
}
extern "C" int shapes(int n) {
  std::vector<int> v(3, n);
  Pair<int> p{n, 2};
  Pair<double> q{1.0, 2.0};
  auto odd = [](int x) { return x & 1 ? true : false; };
  try {
    return at(v, n) + p.larger() + (int)q.larger() + odd(n);
  } catch (const std::out_of_range &) {
    return -1;
  }
}
END
cat >main.cpp <<'END'
extern "C" int shapes(int n);
int main(int count, char **) { return count > 1 && shapes(count) == 7 ? 1 : 0; }
END

totals() { # JSON: branches, lines and functions: covered/count
  jq -r '.totals | [.branches, .lines, .functions] | map("\(.covered)/\(.count)") | join(" ")' "$1"
}

# ---- lcov ---------------------------------------------------------------------------------------
gcov_run() {
  gcc --coverage -c cJSON.c test.c && gcc --coverage -o json cJSON.o test.o -lm && ./json >/dev/null &&
    g++ --coverage -c shapes.cpp main.cpp && g++ --coverage -o shapes shapes.o main.o && ./shapes 1 &&
    lcov -q --rc lcov_branch_coverage=1 -c -d . --no-external -o all.info 2>lcov.txt || {
    cat lcov.txt
    return 1
  }
}
check "lcov measures a C and a C++ program" gcov_run
as_lcov() {
  lcov --rc lcov_branch_coverage=1 --summary all.info 2>&1 | sed -n 's/.*(\([0-9]*\) of \([0-9]*\).*/\1\/\2/p' |
    tr '\n' ' ' | awk '{ print $3, $1, $2 }' >lcov.totals
  merge --add-lcov all.info --json all.json -q && totals all.json | diff lcov.totals - &&
    grep '^[1-9]' lcov.totals
}
check "the totals are lcov's own" as_lcov

# ---- llvm-cov -----------------------------------------------------------------------------------
llvm_run() {
  plain_cc -fprofile-instr-generate -fcoverage-mapping -o json.llvm cJSON.c test.c -lm &&
    plain_cxx -fprofile-instr-generate -fcoverage-mapping -o shapes.llvm shapes.cpp main.cpp &&
    LLVM_PROFILE_FILE=json.profraw ./json.llvm >/dev/null &&
    LLVM_PROFILE_FILE=shapes.profraw ./shapes.llvm 1 &&
    "llvm-profdata-$LLVM" merge json.profraw shapes.profraw -o all.profdata &&
    "llvm-cov-$LLVM" export json.llvm -object shapes.llvm -instr-profile=all.profdata >llvm.json &&
    "llvm-cov-$LLVM" export json.llvm -object shapes.llvm -instr-profile=all.profdata -format=lcov >llvm.info
}
check "llvm-cov measures both programs" llvm_run
# Its LF and LH count the lines of macros' definitions at each use, so its DA records are compared.
line_totals() { awk -F '[:,]' '/^DA/ { count++; ran += $3 > 0 } END { print ran "/" count }' "$1"; }
as_llvm() {
  merge --add-llvm-json llvm.json --json ours.json -q || return
  jq -r '.data[0].totals | [.branches, .functions] | map("\(.covered)/\(.count)") | join(" ")' llvm.json >llvm.totals
  jq -r '.totals | [.branches, .functions] | map("\(.covered)/\(.count)") | join(" ")' ours.json |
    diff llvm.totals - && grep '^[1-9]' llvm.totals &&
    [ "$(jq -r '.totals.lines | "\(.covered)/\(.count)"' ours.json)" = "$(line_totals llvm.info)" ]
}
check "branches and functions are those of its summary, lines those of its LCOV's records" as_llvm
as_llvm_lcov() {
  merge --add-lcov llvm.info --json ours.json -q &&
    [ "$(jq -r '.totals.lines | "\(.covered)/\(.count)"' ours.json)" = "$(line_totals llvm.info)" ]
}
check "its LCOV is read, too" as_llvm_lcov

# ---- A mixed project ----------------------------------------------------------------------------
mixed() {
  fresh_shards
  fastcov_cxx -g -c main.cpp -o main.fastcov.o && g++ --coverage -g -c shapes.cpp -o shapes.o &&
    g++ --coverage -o mixed main.fastcov.o shapes.o && ./mixed 1 &&
    lcov -q --rc lcov_branch_coverage=1 -c -d . --no-external -o shapes.info 2>lcov.txt &&
    lcov -q --rc lcov_branch_coverage=1 -e shapes.info '*/shapes.cpp' -o shapes.info 2>>lcov.txt
}
if mixed >mixed.txt 2>&1; then
  check_status 1 "without the other half's data a gate gives no verdict" \
    merge --fail-under-line 1
  check "with them it does" merge --add-lcov shapes.info --fail-under-line 1
  check_status 2 "and fails on what the other half misses" \
    merge --add-lcov shapes.info --fail-under-line 100
  both() {
    merge --add-lcov shapes.info --json mixed.json -q &&
      [ "$(jq -r '[.files[].path] | join(" ")' mixed.json)" = "main.cpp shapes.cpp" ] &&
      jq -e '.ledger.imported == ["shapes.info"] and .ledger.uninstrumented == []' mixed.json
  }
  check "one report has both halves" both
else
  cat mixed.txt lcov.txt >all.txt
  fail "half of a program is built with fastcov, half with gcc --coverage" all.txt
fi
same_source() {
  fresh_shards
  fastcov_cc -o json.fastcov cJSON.c test.c -lm && merge --object json.fastcov --json none.json -q &&
    merge --object json.fastcov --add-llvm-json llvm.json --json joined.json -q &&
    ./json.fastcov >/dev/null && merge --json own.json -q &&
    jq -e '.totals.branches.covered == 0' none.json
}
check "the same sources are measured by fastcov, which never ran, and llvm-cov" same_source
same_sites() { # what ran, and how many sites there are
  for json in joined own; do
    jq -c '.files[] | select(.path == "cJSON.c" or .path == "test.c") |
      .path as $p | .sites[] | . as $s | .outcomes[] | [$p, $s.line, $s.column, .name, .line, .covered]' \
      $json.json >$json.sites
  done
  diff joined.sites own.sites && grep -c true own.sites
}
title="llvm-cov's conditions are the same outcomes that fastcov sees when it runs itself"
if [ "$LLVM" -lt 19 ]; then
  skip "$title" "llvm-cov $LLVM takes what ran in isnan(), a system header's macro, for not run"
else
  check "$title" same_sites
fi
same_functions() {
  for json in joined own; do
    jq -c '.files[] | select(.path == "cJSON.c" or .path == "test.c") | [.path, .functions]' $json.json >$json.functions
  done
  diff joined.functions own.functions
}
check "and its functions the same functions" same_functions
finish
