// A constructor and a destructor are emitted in several variants (complete, base, deleting): one site each.
struct V {
  int v = 0;
};
struct A : virtual V {
  int a;
  A(int n) : a(n ? 1 : 2) { // [?: `n`: true+ false+]
    if (n > 1) // [if `n > 1`: true+ false+]
      v = 5;
  }
  virtual ~A() {
    if (a == 2) // [if `a == 2`: true+ false+]
      v = 6;
  }
};
struct B : A {
  B(int n) : A(n) {}
};
int main() {
  A *first = new A(0);
  delete first;
  B second(2);
  return second.a - 1;
}
