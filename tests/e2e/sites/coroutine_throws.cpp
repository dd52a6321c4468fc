// flags: -std=c++20
// Exceptions in a coroutine, caught in it and not.
#include "coroutine.h"
static int bad(int a) { return a > 1 ? throw a : a; } // [?: `a > 1`: true+ false-]
static Task f(int a) {
  int caught = 0;
  try {
    if (bad(a)) // [if `bad(a)`: true- false-]
      co_yield 1;
  } catch (int e) {
    caught = e == 2 ? 20 : 30; // [?: `e == 2`: true+ false-]
  }
  if (caught) // [if `caught`: true+ false-]
    co_yield caught;
  if (bad(a) == 1) // [if `bad(a) == 1`: true- false-]
    co_return 4;
  co_return 5;
}
int main() {
  Task t = f(2);
  int r = t.next();
  t.next();
  r += t.handle.promise().failed ? 1 : 0; // [?: `t.handle.promise().failed`: true+ false-]
  t.handle.destroy();
  return r - 21;
}
