// && and || in conditions and as values; ! and parentheses belong to no site.
static int f(int a, int b, int c) {
  int r = 0;
  if (a && b) // [if `a`: true+ false+] [if `b`: true- false+]
    r++;
  if (a || b) // [if `a`: true+ false+] [if `b`: true+ false-]
    r++;
  if (!(a && b) || !c) // [if `a`: true+ false+] [if `b`: true- false+] [if `!c`: true- false-]
    r++;
  if (((a)) && (b || c)) // [if `((a))`: true+ false+] [if `b`: true- false+] [if `c`: true+ false-]
    r++;
  int v = a && b; // [&& `a`: true+ false+] [&& `b`: true- false+]
  int w = a || (b && c); // [|| `a`: true+ false+] [|| `b`: true+ false-] [|| `c`: true- false+]
  v = !(a || b) && !!c; // [&& `a`: true+ false+] [&& `b`: true+ false-] [&& `!!c`: true- false-]
  while (a && r < 10) // [while `a`: true+ false+] [while `r < 10`: true+ false+]
    r++;
  return r + v + w;
}
int main(void) { return f(0, 1, 0) + f(1, 0, 1) == 13 ? 0 : 1; } // [?: `f(0, 1, 0) + f(1, 0, 1) == 13`: true+ false-]
