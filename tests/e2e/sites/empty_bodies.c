// Conditions with nothing to do, and with both arms the same.
static int f(int a) {
  if (a) // [if `a`: true+ false-]
    ;
  if (a) { // [if `a`: true+ false-]
  } else {
  }
  while (a-- > 3) // [while `a-- > 3`: true+ false+]
    ;
  for (int i = 0; i < 2; i++) // [for `i < 2`: true+ false+]
    ;
  int r = a ? 1 : 1; // [?: `a`: true+ false-]
  if (a) // [if `a`: true+ false-]
    r = 2;
  else
    r = 2;
  return r;
}
int main(void) { return f(5) - 2; }
