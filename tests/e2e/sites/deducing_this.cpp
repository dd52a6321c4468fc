// flags: -std=c++2b
// since: 19
// An explicit object parameter.
struct S {
  int v;
  int f(this auto &&self, int a) {
    if (a > self.v) // [if `a > self.v`: true+ false+]
      return a;
    return self.v;
  }
  int g(this S self) { return self.v ? 1 : 2; } // [?: `self.v`: true+ false-]
};
int main() {
  S s{2};
  auto count = [](this auto self, int n) -> int { return n ? 1 + self(n - 1) : 0; }; // [?: `n`: true+ false+]
  return s.f(1) + S{1}.f(3) + s.g() + count(2) - 8;
}
