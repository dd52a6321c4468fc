// flags: -std=c++20
// A class as a template's parameter.
struct Limits {
  int low, high;
  constexpr bool has(int a) const { return a >= low && a <= high; } // [&& `a >= low`: true+ false+] [&& `a <= high`: true+ false+]
};
template <Limits L> static int clamp(int a) {
  if (L.has(a)) // [if `L.has(a)`: true+ false+]
    return a;
  return a < L.low ? L.low : L.high; // [?: `a < L.low`: true+ false+]
}
int main() { return clamp<Limits{1, 3}>(2) + clamp<Limits{1, 3}>(5) + clamp<Limits{0, 1}>(-1) - 5; }
