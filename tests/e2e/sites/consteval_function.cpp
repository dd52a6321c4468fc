// flags: -std=c++20
// consteval: never code. What takes the constants is.
consteval int square(int a) {
  if (a < 0)
    return 0;
  return a * a;
}
struct Checked {
  int value;
  consteval Checked(int v) : value(v > 9 ? 9 : v) {}
};
static int f(Checked c, int a) { return a > square(2) ? c.value : square(-1); } // [?: `a > square(2)`: true+ false+]
int main() { return f(12, 5) - 9 + f(1, 1); }
