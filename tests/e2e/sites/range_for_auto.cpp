// range-for in a generic lambda, over different types.
int main() {
  auto sum = [](auto &values) {
    int r = 0;
    for (auto &v : values) // [range-for `:`: true+ false+]
      if (v) // [if `v`: true+ false+]
        r += v;
    return r;
  };
  int a[] = {1, 0};
  char b[] = {3};
  return sum(a) + sum(b) - 4;
}
