// A generic lambda is instantiated for each type; its site is one.
int main() {
  auto positive = [](auto a) {
    if (a > 0) // [if `a > 0`: true+ false+]
      return 1;
    return 0;
  };
  return positive(1) + positive(-1.0) + positive('\1') - 2;
}
