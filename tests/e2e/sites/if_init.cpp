// if with an initialiser.
static int f(int a) {
  if (int b = a > 3 ? a : -a; b > 0) // [?: `a > 3`: true+ false+] [if `b > 0`: true+ false+]
    return b;
  else if (const int c = b + 1) // [if `c`: true+ false+]
    return c;
  return 9;
}
int main() { return f(4) + f(2) + f(1) - 12; }
