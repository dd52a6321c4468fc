// flags: -std=c++2b
// since: 19
// [[assume]] is not evaluated.
static int f(int a) {
  [[assume(a > 0 && a < 10)]];
  return a > 5 ? 1 : 2; // [?: `a > 5`: true+ false-]
}
int main() { return f(6) - 1; }
