// Assignments, commas, increments and casts as conditions.
static int f(int a) {
  int b, r = 0;
  if ((b = a)) // [if `(b = a)`: true+ false+]
    r++;
  if (r++, b > 1) // [if `r++, b > 1`: true- false+]
    r++;
  if (a--) // [if `a--`: true+ false+]
    r++;
  if ((char)a) // [if `(char)a`: true+ false+]
    r++;
  if ((void)0, a) // [if `(void)0, a`: true+ false+]
    r++;
  if ((a && b, r)) // [if `(a && b, r)`: true+ false-] [&& `a`: true+ false+] [&& `b`: true- false+]
    r++;
  r += (a, b) ? 1 : 0; // [?: `(a, b)`: true+ false+]
  return r;
}
int main(void) { return f(0) + f(1) - 9; }
