// Lambdas in lambdas, capturing by value and by reference.
int main() {
  int a = 1;
  auto outer = [a, &b = a](int x) {
    auto inner = [=](int y) { return y > a ? y : b; }; // [?: `y > a`: true+ false-]
    if (x) // [if `x`: true+ false+]
      return inner(x);
    return [] { return 3; }();
  };
  return outer(0) + outer(2) - 5;
}
