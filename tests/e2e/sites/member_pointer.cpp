// Conditions of pointers to members, of nullptr_t and of functions.
struct S {
  int a, b;
  int f() { return a; }
};
static int test(int S::*m, int (S::*f)(), S s) {
  if (m && s.*m) // [if `m`: true+ false+] [if `s.*m`: true- false+]
    return 1;
  if (f) // [if `f`: true+ false+]
    return (s.*f)() ? 2 : 3; // [?: `(s.*f)()`: true+ false-]
  return nullptr ? 4 : 5; // [?: `nullptr`: true(folded) false(folded)]
}
int main() { return test(&S::b, nullptr, {1, 0}) + test(nullptr, &S::f, {1, 0}) - 7; }
