// A delegating constructor.
struct Range {
  int from, to;
  Range(int a, int b) : from(a < b ? a : b), to(a < b ? b : a) {} // [?: `a < b`: true+ false-] [?: `a < b`: true+ false-]
  Range(int a) : Range(0, a > 0 ? a : -a) { // [?: `a > 0`: true- false+]
    if (to == 3) // [if `to == 3`: true+ false-]
      from = 1;
  }
};
int main() { return Range(-3).from + Range(1, 2).to - 3; }
