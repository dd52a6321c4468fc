// flags: -std=c++20
// A lambda and a template that are coroutines.
#include "coroutine.h"
template <class T> static Task twice(T a) {
  if (a > 1) // [if `a > 1`: true+ false+]
    co_yield a;
  co_return a;
}
int main() {
  auto f = [](int a) -> Task { co_return a ? 1 : 2; }; // [?: `a`: true- false+]
  Task t = f(0), u = twice(1), v = twice(2L);
  int r = t.next() + u.next() + v.next();
  t.handle.destroy();
  u.handle.destroy();
  v.handle.destroy();
  return r - 5;
}
