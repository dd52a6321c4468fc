// Nested try blocks, and an exception that is thrown again.
static int f(int a) {
  int r = 0;
  try {
    try {
      if (a) // [if `a`: true+ false+]
        throw a;
      r = 1;
    } catch (int e) {
      if (e > 1) // [if `e > 1`: true+ false-]
        throw;
      r = 2;
    }
    r += r == 2 ? 10 : 20; // [?: `r == 2`: true- false+]
  } catch (int) {
    r = a > 5 ? 4 : 5; // [?: `a > 5`: true- false+]
  }
  return r;
}
int main() { return f(0) + f(2) - 26; }
