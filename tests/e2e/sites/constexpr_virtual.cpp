// flags: -std=c++20
// Virtual calls, try blocks and allocation in constant evaluation.
struct Base {
  constexpr virtual ~Base() {}
  constexpr virtual int f(int a) const { return a ? 1 : 2; } // [?: `a`: true- false-]
};
struct Derived : Base {
  constexpr int f(int a) const override { return a > 1 ? 3 : 4; } // [?: `a > 1`: true- false+]
};
constexpr int run(bool derived, int a) {
  Base *p = derived ? new Derived : new Base; // [?: `derived`: true+ false-]
  int r = 0;
  try {
    r = p->f(a);
  } catch (...) {
    r = 100;
  }
  delete p;
  return r;
}
static_assert(run(true, 2) == 3 && run(true, 1) == 4 && run(false, 0) == 2);
int main(int argc, char **) { return run(argc == 1, 1) - 4; }
