// Conditions of every type that C allows.
#include <complex.h>
#include <stdbool.h>
static int g(void) { return 1; }
static int f(bool b, float x, double y, long double z, void *p, char c, long long l, double complex q, int (*fn)(void)) {
  int r = 0;
  if (b) // [if `b`: true+ false+]
    r++;
  if (x) // [if `x`: true+ false+]
    r++;
  if (y) // [if `y`: true+ false+]
    r++;
  if (z) // [if `z`: true+ false+]
    r++;
  if (p) // [if `p`: true+ false+]
    r++;
  if (c) // [if `c`: true+ false+]
    r++;
  if (l) // [if `l`: true+ false+]
    r++;
  if (q) // [if `q`: true+ false+]
    r++;
  if (fn) // [if `fn`: true+ false+]
    r++;
  if (!x && !p) // [if `!x`: true+ false+] [if `!p`: true+ false-]
    r++;
  return r;
}
int main(void) {
  int i;
  return f(true, 0.5f, 0, 1, &i, 0, 1LL << 40, 1 * I, g) + f(false, 0, 1, 0, 0, 'c', 0, 0, 0) - 10;
}
