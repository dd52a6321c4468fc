// Loops, switches and locals in constant evaluation.
constexpr int digits(int n) {
  int r = 0;
  for (int i = n; i; i /= 10) // [for `i`: true+ false+]
    ++r;
  while (n > 100) // [while `n > 100`: true- false+]
    n /= 10;
  do
    n -= 30;
  while (n > 0); // [do `n > 0`: true- false+]
  switch (n) { // [switch `n`: case 0- case -10+ default-]
  case 0:
    return r;
  case -10:
    return -r;
  default:
    return r + 100;
  }
}
static_assert(digits(300) == 3 && digits(20) == -2 && digits(45) == 102, "");
int array[digits(30)];
int main() {
  volatile int n = 20;
  return digits(n) + (int)(sizeof array / sizeof *array);
}
