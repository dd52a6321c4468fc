// flags: -std=c++20
// Attributes on branches.
static int f(int a) {
  if (a > 1) [[likely]] // [if `a > 1`: true+ false+]
    return 1;
  else [[unlikely]] {
    a++;
  }
  while (a < 3) [[likely]] // [while `a < 3`: true+ false+]
    a++;
  switch (a) { // [switch `a`: case 3+ default-]
  [[likely]] case 3:
    return 2;
  [[unlikely]] default:
    return 3;
  }
}
int main() { return f(2) + f(1) - 3; }
