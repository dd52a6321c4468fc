// Outcomes that lead straight to __builtin_unreachable are left out of the count.
static int f(int a) {
  if (a < 0) // [if `a < 0`: true(unreachable) false+]
    __builtin_unreachable();
  switch (a) { // [switch `a`: case 0+ case 1+ default(unreachable)]
  case 0:
    return 1;
  case 1:
    return 2;
  default:
    __builtin_unreachable();
  }
}
int main(void) { return f(0) + f(1) - 3; }
