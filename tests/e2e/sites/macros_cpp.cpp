// Macros that make functions, classes and loops.
#define GETTER(name, member) int name() const { return member > 0 ? member : 0; }
#define EACH(i, n) for (int i = 0; i < (n); ++i)
struct S {
  int a = 1, b = -1;
  GETTER(first, a) // [?: `GETTER(first, a)` in 2:56 from 6:17: true+ false-]
  GETTER(second, b) // [?: `GETTER(second, b)` in 2:56 from 7:18: true- false+]
};
int main() {
  S s;
  int r = 0;
  EACH(i, 2) // [for `EACH(i, 2)` in 3:36 from 12:8: true+ false+]
  if (i) // [if `i`: true+ false+]
    r += s.first() + s.second();
  return r - 1;
}
