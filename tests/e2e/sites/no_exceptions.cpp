// flags: -fno-exceptions
// Without exceptions.
struct Guard {
  int &n;
  ~Guard() { n += n ? 1 : 2; } // [?: `n`: true+ false+]
};
static int f(int a) {
  int n = a;
  {
    Guard g{n};
    if (a > 3) // [if `a > 3`: true- false+]
      return 9;
  }
  return n;
}
int main() { return f(0) + f(1) - 4; }
