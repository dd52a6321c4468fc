// new of arrays whose elements have constructors: the loops over elements are the compiler's.
static int made;
struct S {
  int v = made > 1 ? 1 : 2; // [?: `made > 1`: true+ false+]
  S() { ++made; }
  ~S() {
    if (v == 1) // [if `v == 1`: true+ false+]
      --made;
  }
};
static int f(int n) {
  S *s = new S[n > 3 ? n : 3]; // [?: `n > 3`: true- false+]
  delete[] s;
  S local[2] = {};
  return made + local[1].v;
}
int main() { return f(1) - 5; }
