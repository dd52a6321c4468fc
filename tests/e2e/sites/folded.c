// Constant conditions: folded, and left out of the count.
enum { ZERO, ONE };
static const int variable = 1;
static int f(int a) {
  int r = 0;
  if (1) // [if `1`: true(folded) false(folded)]
    r++;
  if (0) // [if `0`: true(folded) false(folded)]
    r--;
  while (1) { // [while `1`: true(folded) false(folded)]
    if (r++ > 3) // [if `r++ > 3`: true+ false+]
      break;
  }
  do
    r++;
  while (0); // [do `0`: true(folded) false(folded)]
  for (; 1;) // [for `1`: true(folded) false(folded)]
    break;
  if (ONE && a) // [if `ONE`: true(folded) false(folded)] [if `a`: true+ false-]
    r++;
  if (a || ZERO) // [if `a`: true+ false-] [if `ZERO`: true(folded) false(folded)]
    r++;
  if (sizeof(int) == 4) // [if `sizeof(int) == 4`: true(folded) false(folded)]
    r++;
  r += 1 ? 2 : 3; // [?: `1`: true(folded) false(folded)]
  if (variable) // [if `variable`: true(folded) false(folded)]
    r++;
  if (!0 && 'x') // [if `!0`: true(folded) false(folded)] [if `'x'`: true(folded) false(folded)]
    r++;
  if (a && 0) // [if `a`: true+ false-] [if `0`: true(folded) false(folded)]
    r++;
  return r;
}
int main(void) { return f(1) - 13; }
