// asm goto has edges of its own; they are no sites.
static int f(int a) {
  __asm__ goto("test %0, %0; jnz %l1" : : "r"(a) : "cc" : nonzero);
  return a ? 1 : 2; // [?: `a`: true- false+]
nonzero:
  return a > 1 ? 3 : 4; // [?: `a > 1`: true- false+]
}
int main(void) { return f(0) + f(1) - 6; }
