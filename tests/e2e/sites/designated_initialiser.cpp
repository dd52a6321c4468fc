// flags: -std=c++20
// Designated initialisers.
struct Options {
  int level = 1;
  bool loud = level > 1;
  int size;
};
static int f(int a) {
  Options o{.level = a ? a : 3, .size = a > 1 ? 10 : 20}; // [?: `a`: true+ false+] [?: `a > 1`: true- false+]
  return o.loud ? o.size : -o.size; // [?: `o.loud`: true+ false+]
}
int main() { return f(0) + f(1); }
