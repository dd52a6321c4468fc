// An overloaded comma, and the built-in one.
struct Log {
  int n;
  Log operator,(int a) { return {a ? n + a : n}; } // [?: `a`: true+ false+]
};
static int f(int a) {
  int b = 0;
  if (b = a, b > 1) // [if `b = a, b > 1`: true+ false+]
    return b;
  return (Log{a}, 2, 0).n;
}
int main() { return f(1) + f(4) - 7; }
