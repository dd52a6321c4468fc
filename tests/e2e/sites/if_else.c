// if with and without else, nested, chained.
static int f(int a) {
  int r = 0;
  if (a) // [if `a`: true+ false+]
    r = 1;
  if (a > 1) { // [if `a > 1`: true+ false+]
    r = 2;
  } else {
    r = 3;
  }
  if (a > 5) // [if `a > 5`: true- false+]
    if (a > 6) // [if `a > 6`: true- false-]
      r = 4;
    else
      r = 5;
  if (a == 100) // [if `a == 100`: true- false+]
    r = 6;
  else if (a == 2) // [if `a == 2`: true+ false+]
    r = 7;
  else if (a == 0) // [if `a == 0`: true+ false-]
    r = 8;
  else
    r = 9;
  return r;
}
int main(void) { return f(0) + f(2) == 15 ? 0 : 1; } // [?: `f(0) + f(2) == 15`: true+ false-]
