// flags: -std=c++20
// A lambda with a template parameter list.
int main() {
  auto f = []<class T, int N>(T (&a)[N]) { return N > 1 && a[0] ? 1 : 2; }; // [?: `N > 1`: true(folded) false(folded)] [?: `a[0]`: true+ false+]
  int a[2] = {1, 0};
  long b[2] = {0, 0};
  return f(a) + f(b) - 3;
}
