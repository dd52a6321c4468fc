// flags: -std=c++2b
// since: 19
// A static call operator, of a class and of a lambda.
struct Less {
  static bool operator()(int a, int b) { return a < b && b; } // [&& `a < b`: true+ false-] [&& `b`: true+ false-]
};
int main() {
  auto f = [](int a) static { return a ? 1 : 2; }; // [?: `a`: true+ false-]
  return Less{}(1, 2) && f(1) == 1 ? 0 : 1; // [?: `Less{}(1, 2)`: true+ false-] [?: `f(1) == 1`: true(folded) false(folded)]
}
