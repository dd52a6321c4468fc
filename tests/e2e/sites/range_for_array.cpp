// range-for over arrays.
static int f(int n) {
  int sum = 0, a[] = {1, 2, 3};
  for (int i : a) // [range-for `:`: true+ false+]
    if (i > n) // [if `i > n`: true+ false+]
      sum += i;
  for (int i : a) // [range-for `:`: true+ false-]
    return i + sum;
  return 0;
}
int main() { return f(2) - 4; }
