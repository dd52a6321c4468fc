// Overflow builtins, atomics and choose_expr in conditions.
#include <stdatomic.h>
static int f(int a, atomic_int *n) {
  int r;
  if (__builtin_add_overflow(a, 1, &r)) // [if `__builtin_add_overflow(a, 1, &r)`: true+ false+]
    return 1;
  if (atomic_fetch_add(n, 1) == 0) // [if `atomic_fetch_add(n, 1) == 0`: true+ false-]
    r++;
  r += __builtin_choose_expr(1, a ? 1 : 2, a ? 3 : 4); // [?: `a`: true- false+]
  return r;
}
int main(void) {
  atomic_int n = 0;
  return f(0, &n) + f(0x7fffffff, &n) - 5;
}
