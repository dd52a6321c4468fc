// An exception out of a constructor: what comes after the new-expression did not run.
struct S {
  int a;
  S(int n) : a(n) {
    if (n) // [if `n`: true+ false-]
      throw n;
  }
};
static int f(int n) {
  try {
    S *s = new S(n);
    if (s->a > 0) // [if `s->a > 0`: true- false-]
      return 1;
    return 2;
  } catch (int e) {
    return e == 1 ? 3 : 4; // [?: `e == 1`: true+ false-]
  }
}
int main() { return f(1) - 3; }
