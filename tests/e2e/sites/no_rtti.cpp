// flags: -fno-rtti
// Without run-time type information.
struct Base {
  virtual int f(int a) { return a ? 1 : 2; } // [?: `a`: true+ false-]
  virtual ~Base() {}
};
struct Derived final : Base {
  int f(int a) override { return a > 1 ? Base::f(a) : 3; } // [?: `a > 1`: true+ false-]
};
int main() {
  Derived d;
  Base *b = &d;
  return b->f(2) - 1;
}
