// Default member initialisers that aggregate initialisation and an implicit constructor use.
static int seed = 2;
struct Plain {
  int a;
  int b = seed > a ? 1 : 2; // [?: `seed > a`: true- false+]
};
struct Implicit {
  int c = seed ? 3 : 4; // [?: `seed`: true+ false-]
};
struct Outer {
  Implicit inner;
  int d = inner.c == 3 ? 5 : 6; // [?: `inner.c == 3`: true+ false-]
};
int main() {
  Plain p{5};
  Outer o;
  return p.b + o.d - 7;
}
