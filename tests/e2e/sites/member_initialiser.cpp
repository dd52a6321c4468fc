// Conditions in a constructor's initialisers.
struct Base {
  int b;
  explicit Base(int b) : b(b) {}
};
struct Sum : Base {
  int x, y;
  Sum(int a) : Base(a > 1 ? a : 1), x(a && b), y{x ? 2 : 3} { // [?: `a > 1`: true+ false+] [&& `a`: true+ false+] [&& `b`: true+ false-] [?: `x`: true+ false+]
    if (y == 2) // [if `y == 2`: true+ false+]
      ++y;
  }
};
int main() { return Sum(0).y + Sum(2).y - 6; }
