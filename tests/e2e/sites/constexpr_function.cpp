// A constexpr function that runs at compile time and at run time; only the latter counts.
constexpr int f(int a) {
  if (a > 10) // [if `a > 10`: true- false+]
    return 1;
  return a > 5 ? 2 : 3; // [?: `a > 5`: true+ false-]
}
static_assert(f(11) == 1 && f(6) == 2 && f(0) == 3);
constexpr int table[] = {f(11), f(6), f(0)};
int main() {
  volatile int six = 6;
  return f(six) - table[1];
}
