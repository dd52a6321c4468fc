// Conditions that are references, volatile, bit-fields and atomics.
struct Bits {
  unsigned one : 1, three : 3;
};
static int f(const bool &a, volatile int &b, Bits c, _Atomic(int) &d) {
  int r = 0;
  if (a) // [if `a`: true+ false-]
    r += 1;
  if (b) // [if `b`: true- false+]
    r += 2;
  if (c.one && !c.three) // [if `c.one`: true+ false-] [if `!c.three`: true+ false-]
    r += 4;
  if (d) // [if `d`: true+ false-]
    r += 8;
  return r;
}
int main() {
  volatile int b = 0;
  _Atomic(int) d = 1;
  return f(true, b, {1, 0}, d) - 13;
}
