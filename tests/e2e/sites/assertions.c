// The failing side of assert is left out of the count.
#undef NDEBUG
#include <assert.h>
static int f(int a) {
  assert(a > 0); // [if `assert(a > 0)` in assert.h from 5:10: true+ false(assert)]
  assert(a > 0 && a < 10); // [if `assert(a > 0 && a < 10)` in assert.h from 6:10: true+ false(assert)] [if `assert(a > 0 && a < 10)` in assert.h from 6:19: true+ false(assert)]
  assert(a || "message"); // [if `assert(a || "message")` in assert.h from 7:10: true+ false-] [if `assert(a || "message")` in assert.h from 7:15: true- false(assert)]
  return a;
}
int main(void) { return f(3) - 3; }
