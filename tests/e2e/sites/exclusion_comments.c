// Comments that leave code out of the count, with and without a reason.
static int f(int a) {
  int r = 0;
  if (a > 5) /* LCOV_EXCL_BR_LINE only on other machines */ // [if `a > 5`: true(only on other machines) false(only on other machines)]
    r++;
  if (a > 6) /* LCOV_EXCL_LINE */ // [if `a > 6`: true(marked) false(marked)]
    r++;
  /* LCOV_EXCL_START not ours */
  if (a > 7) // [if `a > 7`: true(not ours) false(not ours)]
    r++;
  /* LCOV_EXCL_STOP */
  /* LCOV_EXCL_BR_START */
  if (a > 8) // [if `a > 8`: true(marked) false(marked)]
    r++;
  /* LCOV_EXCL_BR_STOP */
  if (a > 9) /* GCOVR_EXCL_LINE */ // [if `a > 9`: true(marked) false(marked)]
    r++;
  if (a) /* GCOVR_EXCL_BR_LINE why not */ // [if `a`: true(why not) false(why not)]
    r++;
  if (a > 10) // [if `a > 10`: true- false+]
    r++;
  return r;
}
int main(void) { return f(0); }
