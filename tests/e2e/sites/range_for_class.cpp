// range-for over a class with an iterator of another type at the end.
struct End {};
struct Count {
  int at, to;
  bool operator!=(End) const { return at < to; }
  void operator++() { ++at; }
  int operator*() const { return at; }
};
struct Range {
  int from, to;
  Count begin() const { return {from, to}; }
  End end() const { return {}; }
};
static int f(int a, int b) {
  int r = 0;
  for (int i : Range{a, b}) { // [range-for `:`: true+ false+]
    if (i == 3) // [if `i == 3`: true+ false+]
      continue;
    if (i == 5) // [if `i == 5`: true- false+]
      break;
    r += i;
  }
  return r;
}
int main() { return f(1, 3) + f(2, 4) - 5; }
