// Conditions and expansions that extend over lines.
#define ANY(x, y) \
  ((x) ||         \
   (y))
static int f(int a,
             int b) {
  if (a == // [if `a == 1`: true+ false+]
          1 &&
      b == // [if `b == 2`: true+ false-]
          2)
    return 1;
  if (ANY(a, // [if `ANY(a, b)` in 3:4: true- false+] [if `ANY(a, b)` in 4:4: true+ false+]
          b))
    return 2;
  return a // [?: `a`: true- false+]
             ? 3
             : 4;
}
int main(void) { return f(1, 2) + f(0, 0) + f(0, 1) - 7; }
