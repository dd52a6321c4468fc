// A pure virtual function that has a body.
struct Base {
  virtual int f(int a) = 0;
  virtual ~Base() = default;
};
int Base::f(int a) { return a ? 1 : 2; } // [?: `a`: true- false+]
struct Derived : Base {
  int f(int a) override { return a > 2 ? 3 : Base::f(a); } // [?: `a > 2`: true- false+]
};
int main() { return Derived().f(0) - 2; }
