// goto in and out of loops and conditions.
static int f(int a) {
  int r = 0;
  if (a == 1) // [if `a == 1`: true+ false+]
    goto inside;
  while (r < 3) { // [while `r < 3`: true+ false+]
    r++;
  inside:
    r++;
    if (r > 10) // [if `r > 10`: true- false+]
      goto out;
  }
  if (0) { // [if `0`: true(folded) false(folded)]
  skipped:
    r += 100;
    return r;
  }
  if (a == 2) // [if `a == 2`: true+ false+]
    goto skipped;
out:
  return r;
}
int main(void) { return f(0) + f(1) + f(2) - 111; }
