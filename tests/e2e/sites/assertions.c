// The failing side of assert is left out of the count.
#undef NDEBUG
#include <assert.h>
static int f(int a) {
  assert(a > 0); // [if `assert(a > 0)` in 109:11: true+ false-]
  assert(a > 0 && a < 10); // [if `assert(a > 0 && a < 10)` in 109:11: true+ false-]
  assert(a || "message"); // [if `assert(a || "message")` in 109:11: true+ false-]
  return a;
}
int main(void) { return f(3) - 3; }
