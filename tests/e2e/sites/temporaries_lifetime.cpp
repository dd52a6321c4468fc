// A temporary that a reference in a condition keeps alive.
static int alive;
struct Temp {
  int v;
  Temp(int v) : v(v) { ++alive; }
  ~Temp() { --alive; }
};
static int f(int a) {
  if (const Temp &t = Temp(a); t.v > 1 && alive == 1) // [if `t.v > 1`: true+ false+] [if `alive == 1`: true+ false-]
    return alive;
  while (const Temp *p = a ? new Temp(a) : nullptr) { // [while `p`: true+ false+] [?: `a`: true+ false+]
    delete p;
    --a;
  }
  return alive;
}
int main() { return f(2) - 1 + f(1); }
