// flags: -std=c++20
// A generator.
#include "coroutine.h"
static Task count(int n) {
  for (int i = 0; i < n; ++i) { // [for `i < n`: true+ false+]
    if (i == 1) // [if `i == 1`: true+ false+]
      continue;
    co_yield i;
  }
  co_return n > 5 ? 50 : 60; // [?: `n > 5`: true- false+]
}
int main() {
  Task t = count(3);
  int r = t.next() + t.next() + t.next();
  t.handle.destroy();
  return r - 62;
}
