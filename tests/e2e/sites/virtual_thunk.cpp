// A method that is called through thunks: one site.
struct A {
  virtual int f(int a) { return a ? 1 : 2; } // [?: `a`: true- false-]
  virtual ~A() {}
  int x = 0;
};
struct B {
  virtual int g(int a) { return a ? 3 : 4; } // [?: `a`: true- false-]
  virtual ~B() {}
  int y = 0;
};
struct C : A, B {
  C *self() { return this; }
  int g(int a) override { return a > 1 ? 5 : 6; } // [?: `a > 1`: true+ false+]
};
int main() {
  C c;
  B *b = &c;
  return b->g(2) + c.g(1) - 11;
}
