// Methods of local and nested classes.
static int f(int a) {
  struct Local {
    int v;
    int get(int d = 2) const { return v > 1 ? v : d; } // [?: `v > 1`: true- false+]
    struct Inner {
      static int twice(int x) { return x ? x + x : 0; } // [?: `x`: true+ false-]
    };
  };
  return Local{a}.get() + Local::Inner::twice(a);
}
struct Outer {
  class Inner {
  public:
    static bool odd(int a);
  };
};
bool Outer::Inner::odd(int a) { return a % 2 && a > 0; } // [&& `a % 2`: true+ false-] [&& `a > 0`: true+ false-]
int main() { return f(1) + Outer::Inner::odd(3) - 5; }
