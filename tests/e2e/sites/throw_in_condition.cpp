// A throw in the middle of conditions: nothing after it has run.
static bool leap(int a) {
  if (a) // [if `a`: true+ false+]
    throw a;
  return false;
}
static int f(int a, int b) {
  try {
    if (a && leap(b) && a > 1) // [if `a`: true+ false+] [if `leap(b)`: true- false-] [if `a > 1`: true- false-]
      return 1;
    return a || leap(b) ? 2 : 3; // [?: `a`: true- false+] [?: `leap(b)`: true- false-]
  } catch (int) {
  }
  return a ? leap(0) || b : 4; // [?: `a`: true+ false+] [|| `leap(0)`: true- false+] [|| `b`: true+ false-]
}
int main() { return f(1, 1) + f(0, 1) - 5; }
