// Functions with C linkage.
extern "C" {
static int f(int a) { return a ? 1 : 2; } // [?: `a`: true+ false-]
}
extern "C" int g(int a) {
  if (a > 1) // [if `a > 1`: true+ false-]
    return f(a);
  return 0;
}
int main() { return g(2) - 1; }
