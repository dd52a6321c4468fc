// Sites inside a switch condition.
static int f(int a, int b) {
  switch (a && b) { // [&& `a`: true+ false-] [switch `a && b`: case 0+ case 1+ default-] [&& `b`: true+ false+]
  case 0:
    return 1;
  case 1:
    return 2;
  }
  return 3;
}
static int g(int a) {
  switch (a ? 5 : 6) { // [?: `a`: true- false+] [switch `a ? 5 : 6`: case 5- default+]
  case 5:
    return 1;
  default:
    return 2;
  }
}
int main(void) { return f(1, 0) + f(1, 1) + g(0) - 5; }
