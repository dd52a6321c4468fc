// The lines of a macro's arguments ran if the macro did, whatever control did before and after.
#include <stdio.h>
static int level = 2;
#define PRINT(...) fprintf(stderr, __VA_ARGS__)
#define SHOW(l, ...) if (level > (l)) { PRINT(__VA_ARGS__); }
#define LEAVE(a, b) do { if ((a) != (b)) return 2; return 3; } while (0)
#define SAME(a) (a)
static int f(int n, int forced) {
  for (int i = 0; i < n; i++) { // [for `i < n`: true+ false+]
    if (i < 3) { // [if `i < 3`: true+ false-]
      continue;
    }

    SHOW(1, // [?: `SHOW(1, "%s\n", forced ? "Warning" : "Error")` in 4:36 from 16:9: true- false-] [if `SHOW(1, "%s\n", forced ? "Warning" : "Error")` in 5:26: true- false-]
        "%s\n",
        forced ? "Warning"
               : "Error");
    if (!forced) // [if `!forced`: true- false-]
      return 1;
  }
  return 0;
}
static int g(int n) {
  if (n) // [if `n`: true+ false+]
    LEAVE(n, // [if `LEAVE(n, n + 1)` in 6:30: true+ false-] [do `LEAVE(n, n + 1)` in 6:71: true(folded) false(folded)]
          n + 1);
  return SAME(
      n) + SAME(1 +
      n);
}
int main(void) { return f(2, 1) || g(1) != 2 || g(0) != 1; } // [|| `f(2, 1)`: true- false+] [|| `g(1) != 2`: true- false+] [|| `g(0) != 1`: true- false+]
