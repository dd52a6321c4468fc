// ?: as an lvalue, of classes, and with void operands.
struct Big {
  int a[8];
};
static int calls;
static void note(int n) { calls += n; }
static int f(int c) {
  int x = 1, y = 2;
  (c ? x : y) = 7; // [?: `c`: true+ false+]
  Big b = c > 1 ? Big{{1}} : Big{{2}}; // [?: `c > 1`: true+ false+]
  c ? note(1) : note(2); // [?: `c`: true+ false+]
  (c == 2 ? b : b).a[1] = 4; // [?: `c == 2`: true+ false+]
  return x + y + b.a[0] + b.a[1];
}
int main() { return f(0) + f(2) + calls - (1 + 7 + 2 + 4 + 7 + 2 + 1 + 4 + 3); }
