// Switches as nobody writes them: no labels, no body, only default, code before the first label.
static int f(int a) {
  int r = 1;
  switch (a) // [switch `a`: default+]
    ;
  switch (a) { // [switch `a`: default+]
  }
  switch (a) { // [switch `a`: default+]
  default:
    r++;
  }
  switch (a) // [switch `a`: case 3+ default+]
  case 3:
    r += 5;
  switch (a) { // [switch `a`: case 1+ case 2+ default+]
    r = 100;
  case 1:
    if (r) // [if `r`: true+ false-]
      if (a) { // [if `a`: true+ false-]
      case 2:
        r += 3;
      }
  }
  return r;
}
int main(void) { return f(1) + f(2) + f(3) - 17; }
