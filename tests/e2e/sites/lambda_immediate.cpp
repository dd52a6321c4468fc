// A lambda that is called where it stands: in a condition, an initialiser, an argument.
static int id(int a) { return a; }
static int f(int a) {
  if ([&] { return a > 1; }()) // [if `[&] { return a > 1; }()`: true+ false+]
    return 1;
  const int b = [&] {
    if (a) // [if `a`: true- false+]
      return 5;
    return 6;
  }();
  return id([](int c) { return c == 6 ? 0 : 2; }(b)); // [?: `c == 6`: true+ false-]
}
int main() { return f(0) + f(2) - 1; }
