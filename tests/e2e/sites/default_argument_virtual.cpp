// Default arguments of virtual functions and of constructors.
static int level = 1;
struct Base {
  int value;
  Base(int a = level ? 4 : 5) : value(a) {} // [?: `level`: true+ false-]
  virtual int f(int a = level > 1 ? 1 : 2) { return a; } // [?: `level > 1`: true- false+]
};
struct Derived : Base {
  int f(int a = level > 2 ? 3 : 4) override { return a + 10; } // [?: `level > 2`: true- false+]
};
int main() {
  Derived d;
  Base &b = d;
  return b.f() + d.f() + b.value - 30;
}
