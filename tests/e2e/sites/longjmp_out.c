// What does not return is not taken to have returned.
#include <setjmp.h>
static jmp_buf place;
static int leave(int a) {
  if (a) // [if `a`: true+ false-]
    longjmp(place, 2);
  return a;
}
static int f(int a) {
  int r;
  switch (setjmp(place)) { // [switch `setjmp(place)` in setjmp.h: case 0+ case 2+ default-]
  case 0:
    if (leave(a) == 0) // [if `leave(a) == 0`: true- false-]
      r = 1;
    else
      r = 2;
    if (r == 1 && !a) // [if `r == 1`: true- false-] [if `!a`: true- false-]
      return 3;
    return 4;
  case 2:
    return 5;
  default:
    return 6;
  }
}
static int g(int a) {
  if (setjmp(place)) // [if `setjmp(place)` in setjmp.h: true+ false+]
    return 1;
  leave(a);
  if (a) // [if `a`: true- false-]
    return 2;
  return 3;
}
int main(void) { return f(1) + g(1) - 6; }
