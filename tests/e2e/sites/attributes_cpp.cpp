// Functions with attributes that change how code is made.
__attribute__((noinline)) static int f(int a) { return a ? 1 : 2; } // [?: `a`: true- false+]
__attribute__((always_inline)) inline int g(int a) { return a > 1 ? 3 : 4; } // [?: `a > 1`: true+ false-]
__attribute__((optnone, noinline)) static int h(int a) { return a > 2 ? 5 : 6; } // [?: `a > 2`: true+ false-]
__attribute__((constructor)) static void before() {
  static volatile int zero;
  if (zero) // [if `zero`: true- false+]
    f(1);
}
__attribute__((weak)) int w(int a) { return a && f(a) ? 7 : 8; } // [?: `a`: true- false+] [?: `f(a)`: true- false-]
[[gnu::cold]] [[nodiscard]] static int c(int a) { return a ? 9 : 10; } // [?: `a`: true+ false-]
int main() { return f(0) + g(2) + h(3) + w(0) + c(1) - 27; }
