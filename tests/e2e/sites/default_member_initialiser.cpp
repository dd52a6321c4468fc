// Default member initialisers: one site each, however many constructors use them.
static int seed = 2;
struct Config {
  int size = seed > 1 ? 10 : 20; // [?: `seed > 1`: true+ false-]
  bool large = size > 5 && seed; // [&& `size > 5`: true+ false+] [&& `seed`: true+ false-]
  int unused = seed ? 1 : 2; // [?: `seed`: true+ false-]
  Config() {}
  Config(int s) : size(s), unused(0) {}
};
int main() {
  Config a, b(3);
  return a.large && !b.large ? 0 : 1; // [?: `a.large`: true+ false-] [?: `!b.large`: true+ false-]
}
