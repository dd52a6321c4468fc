// Conditions that end in the use of a macro with arguments: these belong to the condition.
#include <stdint.h>
#define ID(x) (x)
#define SUM(x, y) ((x) + (y))
#define ALIAS ID
#define LESS(x, y) ((x) < ID(y))
#define NESTED(x, y) x + ALIAS(y)
static int f(int a, int b) {
  int r = 0;
  if (a < ID(b)) // [if `a < ID(b)`: true+ false-]
    r++;
  if (a < SUM(b, ID(1))) // [if `a < SUM(b, ID(1))`: true+ false-]
    r++;
  if (a < ALIAS(b)) // [if `a < ALIAS(b)`: true+ false-]
    r++;
  if (a < INT64_C(1)) // [if `a < INT64_C(1)`: true- false+]
    r++;
  if (1 < NESTED(a, b)) // [if `1 < NESTED(a, b)`: true+ false-]
    r++;
  if (LESS(a, b)) // [if `LESS(a, b)` in 6:20: true+ false-]
    r++;
  return b > ID(ID(a)) ? r : ID(1); // [?: `b > ID(ID(a))`: true+ false-]
}
int main(void) { return f(1, 2) != 5; }
