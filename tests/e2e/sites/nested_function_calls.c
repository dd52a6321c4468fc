// Sites in arguments, subscripts, returns, and conditions of calls that return conditions.
static int id(int a) { return a; }
static int f(int a, int b) {
  int t[4] = {0, 1, 2, 3};
  int r = id(a ? id(b ? 1 : 2) : 3); // [?: `a`: true+ false+] [?: `b`: true- false+]
  r += t[a && b]; // [&& `a`: true+ false+] [&& `b`: true- false+]
  r += id(id(a) && id(b)) || id(a || b); // [|| `id(id(a) && id(b))`: true- false+] [&& `id(a)`: true+ false+] [&& `id(b)`: true- false+] [|| `id(a || b)`: true+ false-] [|| `a`: true+ false+] [|| `b`: true+ false-]
  return id(r) > 2 ? r : (a ? r + 1 : r + 2); // [?: `id(r) > 2`: true+ false-] [?: `a`: true- false-]
}
int main(void) { return f(1, 0) + f(0, 1) - 7; }
