#!/bin/sh
# slow: loops that LLVM makes vector code of without coverage still become it, in the copies that are
# taken once all their flags are set (compiler-plugin/clean_loops.h), and report the same as without
# copies (crash-exact), whatever of them has run.
. tests/lib.sh
. tests/e2e/e2e_lib.sh
kernels=tests/bench/drivers/kernels.c

# vectorised FLAG...: the lines of the kernels' loops that became vector code.
vectorised() {
  "clang-$LLVM" -O3 -w -S -o /dev/null -Rpass=loop-vectorize "$@" "$kernels" 2>&1 |
    sed -n 's/.*kernels.c:\([0-9]*\):.*vectorized loop.*/\1/p' | sort -un
}
same_loops() {
  vectorised >"$TMP/plain" && vectorised -fplugin="$BUILD/fastcov.so" >"$TMP/fastcov" &&
    [ "$(wc -l <"$TMP/plain")" -ge 3 ] && diff "$TMP/plain" "$TMP/fastcov"
}
check "sums, clamps and counts become vector code as without coverage" same_loops

# clean FUNCTION LINES: its copy of the loop, as found in LLVM's code, sets no flag.
cat >"$TMP/loops.c" <<'END'
#include <stdlib.h>
#include <string.h>
__attribute__((noinline)) int sum_if(const int *a, int n, int t) {
  int sum = 0;
  for (int i = 0; i < n; i++)
    if (a[i] > t)
      sum += a[i];
  return sum;
}
__attribute__((noinline)) int find(const int *a, int n, int wanted) {
  for (int i = 0; i < n; i++)
    if (a[i] == wanted)
      return i;
  return -1;
}
__attribute__((noinline)) int largest(const int *a, int n) {
  int best = -1;
  for (int i = 0; i < n; i++)
    if (a[i] > best && a[i] % 4 != 1)
      best = a[i];
  return best;
}
__attribute__((noinline)) void slide(unsigned short *table, int n, unsigned by) {
  unsigned short *p = table + n;
  do {
    unsigned m = *--p;
    *p = (unsigned short)(m >= by ? m - by : 0);
  } while (--n);
}
__attribute__((noinline)) int three_ways(const unsigned char *a, int n, int *digits) {
  int letters = 0;
  for (int i = 0; i < n; i++) {
    if (a[i] >= 'a')
      letters++;
    else if (a[i] >= '0' && a[i] <= '9')
      *digits += 1;
    else if (a[i] == 0)
      return -letters;
  }
  return letters;
}
int main(int argc, char **argv) {
  int a[100], digits = 0, result = 0, steps = argc > 1 ? atoi(argv[1]) : 0;
  unsigned short table[100];
  for (int i = 0; i < 100; i++)
    a[i] = i * 37 % 101 - 50, table[i] = (unsigned short)(i * 7);
  const char *texts[] = {"aaaa", "a1b", "9/", "abc def", "0123456789", ""};
  for (int i = 0; i < steps; i++) {
    result += sum_if(a, i * 9 % 100, i < 3 ? 100 : i < 5 ? -100 : 3);
    result += find(a, i * 11 % 100, i % 4 ? 1000 : a[i]);
    result += largest(a, i % 5 * 20);
    slide(table, 1 + i * 13 % 99, i < 4 ? 0 : 100);
    const char *text = texts[i % 6];
    result += three_ways((const unsigned char *)text, (int)strlen(text) + i / 12, &digits);
  }
  return (result + digits + table[3]) & 127;
}
END
clean() {
  "clang-$LLVM" -O2 -fplugin="$BUILD/fastcov.so" -S -emit-llvm "$TMP/loops.c" -o "$TMP/loops.ll" &&
    for name in sum_if find largest slide; do
      sed -n "/^define .*@$name(/,/^}/p" "$TMP/loops.ll" | grep -c 'load i8, .*__fastcov_unit_flags' || return
    done
}
check "loops test their flags before they are entered" clean

# same STEPS: the report after so many steps is what all probes in their places make it.
same() {
  for exact in "" -fplugin-arg-fastcov-crash-exact; do
    fresh_shards
    fastcov_cc -O2 $exact "$TMP/loops.c" -o "$TMP/program" || return
    "$TMP/program" "$1"
    echo "status $?" >"$TMP/report$exact"
    merge -q --json "$TMP/report.json" && sites_of "$TMP/report.json" >>"$TMP/report$exact" || return
  done
  diff "$TMP/report" "$TMP/report-fplugin-arg-fastcov-crash-exact"
}
for steps in 0 1 2 3 4 5 6 7 13 40; do
  check "after $steps steps, what ran is on record" same $steps
done
finish
