// flags: -std=c++20
// A coroutine that is destroyed while it waits: what comes after did not run.
#include "coroutine.h"
static int log;
struct Guard {
  int n;
  ~Guard() { log += n > 1 ? n : 1; } // [?: `n > 1`: true+ false-]
};
static Task f(int a) {
  Guard g{a};
  if (a) // [if `a`: true+ false-]
    co_yield 1;
  if (a > 1) // [if `a > 1`: true- false-]
    co_return 2;
  co_return 3;
}
int main() {
  Task t = f(2);
  t.next();
  t.handle.destroy();
  return log - 2;
}
