// Conditions in macros: each expansion is a place of its own.
#define BOTH(x, y) ((x) && (y))
#define IF_POSITIVE(x, then) \
  if ((x) > 0)               \
  then
#define TWICE(x) (BOTH(x, x))
#define COND(c) (c)
static int f(int a, int b) {
  int r = 0;
  if (BOTH(a, b)) // [if `BOTH(a, b)` in 2:21: true+ false-] [if `BOTH(a, b)` in 2:28: true- false+]
    r++;
  IF_POSITIVE(a, r++;) // [if `IF_POSITIVE(a, r++;)` in 4:7: true+ false-]
  r += TWICE(b); // [&& `TWICE(b)` in 2:21: true- false+] [&& `TWICE(b)` in 2:28: true- false-]
  if (COND(a || b)) // [if `COND(a || b)` in 7:18 from 14:12: true+ false-] [if `COND(a || b)` in 7:18 from 14:17: true- false-]
    r++;
  if (COND(a) && COND(b)) // [if `COND(a)` in 7:17: true+ false-] [if `COND(b)` in 7:17: true- false+]
    r++;
  return r + (BOTH(a, b) ? 1 : 0); // [?: `BOTH(a, b)` in 2:21: true+ false-] [?: `BOTH(a, b)` in 2:28: true- false+]
}
int main(void) { return f(1, 0) - 2; }
