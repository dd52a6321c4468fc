// Overloaded operators have bodies like all functions; an overloaded comparison is one condition.
struct Int {
  int v;
  Int operator+(Int o) const { return {v > 9 ? 9 : v + o.v}; } // [?: `v > 9`: true- false+]
  bool operator==(Int o) const { return v == o.v; }
  bool operator!() const { return v ? false : true; } // [?: `v`: true+ false+]
  int operator[](int i) const { return i ? i : v; } // [?: `i`: true- false+]
  int operator()(int i) const { return i > v ? i : v; } // [?: `i > v`: true+ false-]
  Int &operator++() {
    if (v < 5) // [if `v < 5`: true+ false-]
      ++v;
    return *this;
  }
};
static int f(Int a, Int b) {
  if (a + b == Int{3}) // [if `a + b == Int{3}`: true- false+]
    return 1;
  return !a ? 2 : a[0] == 7 || b(4) == 4 ? 3 : 4; // [?: `!a`: true+ false+] [?: `a[0] == 7`: true- false+] [?: `b(4) == 4`: true+ false-]
}
int main() {
  Int one{1};
  ++one;
  return f(one, one) + f(Int{0}, one) - 5;
}
