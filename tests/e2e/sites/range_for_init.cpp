// flags: -std=c++20
// range-for with an initialiser.
static int f(int n) {
  int r = 0;
  for (int a[] = {n, n ? 1 : 2}; int i : a) // [?: `n`: true- false+] [range-for `:`: true+ false+]
    r += i;
  return r;
}
int main() { return f(0) - 2; }
