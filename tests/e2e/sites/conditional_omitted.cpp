// GNU's ?: without a middle, also with a class.
struct P {
  int v;
  explicit operator bool() const { return v > 1; }
};
static int f(int a) {
  P p{a};
  return (a ?: 5) + (p ?: P{7}).v; // [?: `a`: true+ false+] [?: `p`: true+ false+]
}
int main() { return f(0) + f(2) - 16; }
