// Inherited constructors.
struct Base {
  int value;
  Base(int a) : value(a > 1 ? 1 : 0) { // [?: `a > 1`: true+ false+]
    if (a == 7) // [if `a == 7`: true- false+]
      value = 7;
  }
};
struct Derived : Base {
  using Base::Base;
  int extra = value ? 10 : 20; // [?: `value`: true+ false+]
};
int main() { return Derived(2).extra + Derived(0).value - 10; }
