// Default arguments: one site each, however many calls use them.
static int level = 3;
static int f(int a, int b = level > 2 ? 1 : 2, int c = level && !level) { return a + b + c; } // [?: `level > 2`: true+ false-] [&& `level`: true+ false-] [&& `!level`: true- false+]
struct S {
  int m(int a = level == 9 ? 9 : 0) { return a; } // [?: `level == 9`: true- false+]
};
static int never(int a = level ? 1 : 2) { return a; }
int main() {
  (void)never;
  int r = f(1) + f(1, 5);
  level = 0;
  return r + f(0, 1, 2) + S().m() - 11;
}
