// A constructor that takes a list in braces.
#include <initializer_list>
struct Sum {
  int total = 0;
  Sum(std::initializer_list<int> list) {
    for (int i : list) // [range-for `:`: true+ false+]
      if (i > 1) // [if `i > 1`: true+ false+]
        total += i;
  }
};
static int f(int a) { return Sum{a, a ? 5 : 6, a > 3}.total; } // [?: `a`: true+ false+]
int main() { return f(0) + f(2) - 13; }
