// A lambda's body is a function of its own.
int main() {
  int calls = 0;
  auto f = [&calls](int a) {
    ++calls;
    if (a > 1) // [if `a > 1`: true+ false-]
      return 1;
    return 2;
  };
  auto never = [](int a) { return a ? 1 : 2; };
  (void)never;
  return calls ? 1 : f(2) - 1; // [?: `calls`: true- false+]
}
