// Loops without a condition, with break in the middle, and with nothing to do.
static int f(int n) {
  int r = 0;
  for (;;) {
    if (r == n) // [if `r == n`: true+ false+]
      break;
    ++r;
  }
  while (true) { // [while `true`: true(folded) false(folded)]
    if (--r < 1) // [if `--r < 1`: true+ false+]
      return n;
  }
}
static int g(int n) {
  do {
    if (n > 3) // [if `n > 3`: true+ false+]
      continue;
    break;
  } while (0); // [do `0`: true(folded) false(folded)]
  return n;
}
int main() { return f(2) + g(1) + g(4) - 7; }
