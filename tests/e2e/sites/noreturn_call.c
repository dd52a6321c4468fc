// Calls that the compiler knows not to return.
#include <stdlib.h>
__attribute__((noreturn)) static void die(int status) { exit(status); }
static int f(int a) {
  if (a > 3) // [if `a > 3`: true+ false+]
    die(0);
  if (a > 2) // [if `a > 2`: true+ false+]
    return 1;
  return a == 0 || (die(5), 0); // [|| `a == 0`: true+ false-] [|| `(die(5), 0)`: true- false-]
}
int main(void) {
  int r = f(3) + f(0);
  if (r != 2) // [if `r != 2`: true- false+]
    die(1);
  f(4);
  return 3;
}
