// A union with a constructor and an anonymous union in a class.
union U {
  int i;
  float f;
  U(int a) : i(a > 1 ? a : 1) {} // [?: `a > 1`: true- false+]
};
struct S {
  bool isInt;
  union {
    int i;
    float f;
  };
  S(bool b) : isInt(b), i(b ? 2 : 3) {} // [?: `b`: true+ false-]
};
int main() { return U(0).i + S(true).i - 3; }
