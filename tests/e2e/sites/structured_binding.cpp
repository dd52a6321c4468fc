// Structured bindings of an aggregate, an array and a class with get.
struct Pair {
  int a, b;
};
static int f(Pair p) {
  auto [a, b] = p;
  if (a > b) // [if `a > b`: true+ false+]
    return a;
  int pair[2] = {a, b};
  auto &[c, d] = pair;
  return c == d ? c : d; // [?: `c == d`: true+ false-]
}
int main() { return f({2, 1}) + f({1, 1}) - 3; }
