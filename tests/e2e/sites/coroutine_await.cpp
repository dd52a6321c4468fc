// flags: -std=c++20
// co_await in conditions: an awaiter with a result.
#include "coroutine.h"
struct Value {
  int v;
  bool await_ready() const { return v > 1; }
  void await_suspend(std::coroutine_handle<>) {}
  int await_resume() { return v ? v : 7; } // [?: `v`: true+ false+]
};
static Task f(int a) {
  if (co_await Value{a}) // [if `co_await Value{a}`: true+ false-]
    a += 10;
  int b = a > 5 && co_await Value{2} ? co_await Value{0} : 4; // [?: `a > 5`: true+ false-] [?: `co_await Value{2}`: true+ false-]
  while (co_await Value{b} > 6) // [while `co_await Value{b} > 6`: true+ false+]
    b = 1;
  co_return a + b + co_await Value{a > 6 ? 2 : 3}; // [?: `a > 6`: true+ false-]
}
int main() {
  Task t = f(1);
  int n = 0;
  while (!t.handle.done() && n < 10) { // [while `!t.handle.done()`: true+ false+] [while `n < 10`: true+ false-]
    t.handle.resume();
    ++n;
  }
  int r = t.handle.promise().value;
  t.handle.destroy();
  return r == 14 ? 0 : r; // [?: `r == 14`: true+ false-]
}
