// Temporaries with destructors in conditions: their cleanup edges are no sites.
static int log;
struct Temp {
  int v;
  ~Temp() { ++log; }
  explicit operator bool() const { return v > 0; }
  const Temp &check() const { return *this; }
};
static int f(int a) {
  if (Temp{a} && Temp{a - 1}.check()) // [if `Temp{a}`: true+ false+] [if `Temp{a - 1}.check()`: true+ false+]
    return 1;
  for (int i = 0; Temp{a - i}; ++i) // [for `Temp{a - i}`: true+ false+]
    if (!Temp{i} || i == 3) // [if `!Temp{i}`: true+ false-] [if `i == 3`: true- false-]
      continue;
  const Temp &kept = a ? Temp{2} : Temp{3}; // [?: `a`: true+ false+]
  return Temp{a} ? kept.v : 5; // [?: `Temp{a}`: true+ false+]
}
int main() { return f(1) + f(2) + f(0) - 8; }
