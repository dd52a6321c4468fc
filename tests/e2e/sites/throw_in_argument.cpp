// Arguments after one that throws are not evaluated.
static int leap(int a) { return a ? throw a : 0; } // [?: `a`: true+ false-]
struct Three {
  int a, b, c;
};
static int f(int n) {
  try {
    Three t{n ? 1 : 2, leap(n), n > 3 ? 3 : 4}; // [?: `n`: true+ false-] [?: `n > 3`: true- false-]
    return t.c;
  } catch (int) {
    return 0;
  }
}
int main() { return f(1); }
