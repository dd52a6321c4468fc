// Recursion: what any activation did.
static int fib(int n) {
  if (n < 2) // [if `n < 2`: true+ false+]
    return n;
  return fib(n - 1) + fib(n - 2);
}
static int odd(int n);
static int even(int n) { return n == 0 ? 1 : odd(n - 1); } // [?: `n == 0`: true- false+]
static int odd(int n) { return n == 0 ? 0 : even(n - 1); } // [?: `n == 0`: true+ false+]
int main(void) { return fib(10) - 55 + even(7); }
