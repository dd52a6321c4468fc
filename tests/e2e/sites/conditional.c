// ?: in all places, nested, with the middle left out.
static int f(int a, int b) {
  int r = a ? 1 : 2; // [?: `a`: true+ false+]
  r += a > 3 ? b ? 1 : 2 : b ? 3 : 4; // [?: `a > 3`: true+ false+] [?: `b`: true- false+] [?: `b`: true+ false-]
  r += a ?: b; // [?: `a`: true+ false+]
  r += (a && b) ? 5 : 6; // [?: `a`: true+ false+] [?: `b`: true- false+]
  int z = (a ? b : a) ? 1 : 0; // [?: `(a ? b : a)`: true- false+] [?: `a`: true+ false+]
  r += (a ? 1 : 0) + (b ? 1 : 0); // [?: `a`: true+ false+] [?: `b`: true+ false+]
  return r + z;
}
int main(void) { return f(0, 1) + f(4, 0) == 27 ? 0 : 1; } // [?: `f(0, 1) + f(4, 0) == 27`: true+ false-]
