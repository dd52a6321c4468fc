// Conditions of system headers' macros, alone and in asserts: looking for where their && leads comes
// to an end, and what a failing assert hides is found in them, too.
#undef NDEBUG
#include "system_header_conditions.inc"
#include <assert.h>
#include <math.h>
#include <sys/wait.h>
static int f(double x, int s) {
  assert(BOTH(s, BOTH(s, x > 0))); // [if `assert(BOTH(s, BOTH(s, x > 0)))` in assert.h from 3:20: true+ false(assert)]
  assert(!BOTH(s, x < 0)); // [if `assert(!BOTH(s, x < 0))` in assert.h from 10:10: true+ false(assert)]
  assert(BARE(s, x > 0)); // [if `assert(BARE(s, x > 0))` in assert.h from 4:20: true+ false(assert)]
  if (isnan(x) && WIFSIGNALED(s)) // [if `isnan(x)` in math.h: true- false+] [if `WIFSIGNALED(s)` in waitstatus.h: true- false-]
    return 0;
  return 1;
}
int main(void) { return f(1, 3) - 1; }
