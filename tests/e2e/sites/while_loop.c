// while: left through its condition, by break, never entered.
static int f(int a) {
  int n = 0;
  while (a > 0) { // [while `a > 0`: true+ false+]
    a--;
    n++;
  }
  while (n) // [while `n`: true+ false-]
    break;
  while (a > 100) // [while `a > 100`: true- false+]
    a++;
  while (n < 3) { // [while `n < 3`: true+ false+]
    n++;
    if (n == 2) // [if `n == 2`: true- false+]
      continue;
  }
  return n;
}
int main(void) { return f(2) - 3; }
