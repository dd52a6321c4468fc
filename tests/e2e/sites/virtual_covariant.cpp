// Covariant return types: the thunk's null check is the compiler's.
struct A {
  virtual ~A() {}
};
struct X {
  virtual ~X() {}
};
struct B : X, A {};
struct Maker {
  virtual A *make(bool b) { return b ? new A : nullptr; } // [?: `b`: true- false-]
  virtual ~Maker() {}
};
struct BMaker : Maker {
  B *make(bool b) override {
    if (b) // [if `b`: true+ false+]
      return new B;
    return nullptr;
  }
};
int main() {
  BMaker m;
  Maker &base = m;
  A *a = base.make(true);
  int r = a && !base.make(false) ? 0 : 1; // [?: `a`: true+ false-] [?: `!base.make(false)`: true+ false-]
  delete a;
  return r;
}
