// for: with every part, without a condition, with declarations.
static int f(int n) {
  int s = 0;
  for (int i = 0; i < n; i++) // [for `i < n`: true+ false+]
    s += i;
  for (;;) {
    if (s++ > 5) // [if `s++ > 5`: true+ false+]
      break;
  }
  for (; s > 3;) // [for `s > 3`: true+ false+]
    s--;
  for (int i = 0, j = 9; i < j; i++, j--) // [for `i < j`: true+ false-]
    if (i == 3) // [if `i == 3`: true+ false+]
      return s;
  for (int i = n; i; i--) // [for `i`: true- false-]
    s++;
  return s;
}
int main(void) { return f(3) - 3; }
