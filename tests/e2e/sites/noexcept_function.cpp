// noexcept: the call of terminate is the compiler's; its operand is not evaluated.
static int g(int a) { return a ? 1 : 2; } // [?: `a`: true- false+]
static int f(int a) noexcept(noexcept(g(1)) ? true : true) {
  if (noexcept(a > 1 ? throw 1 : 2)) // [if `noexcept(a > 1 ? throw 1 : 2)`: true(folded) false(folded)]
    return 5;
  return g(a);
}
int main() { return f(0) - 2; }
