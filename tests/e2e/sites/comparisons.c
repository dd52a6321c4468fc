// Comparisons and NaN: neither less nor greater.
#include <math.h>
#include <string.h>
static int f(double a, double b, const char *s) {
  int r = 0;
  if (a < b) // [if `a < b`: true- false+]
    r++;
  if (a >= b) // [if `a >= b`: true+ false+]
    r++;
  if (a != a) // [if `a != a`: true+ false+]
    r++;
  if (isnan(a)) // [if `isnan(a)` in math.h: true+ false+]
    r++;
  if (strcmp(s, "x") == 0 || !strncmp(s, "yy", 2)) // [if `strcmp(s, "x") == 0`: true+ false+] [if `!strncmp(s, "yy", 2)`: true+ false-]
    r++;
  return r;
}
int main(void) { return f(NAN, 1, "yyy") + f(2, 1, "x") - 5; }
