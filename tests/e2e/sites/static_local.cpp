// A static local: its guard is the compiler's and no site, its initialiser is code.
static int f(int a) {
  static int first = a > 1 ? a : 1; // [?: `a > 1`: true+ false-]
  static const int constant = 1 > 0 ? 2 : 3;
  return first + constant;
}
int main() { return f(5) + f(9) - 14; }
