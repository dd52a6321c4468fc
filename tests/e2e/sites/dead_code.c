// Code that never runs has sites, none of which ran.
static int f(int a) {
  return a;
  if (a) // [if `a`: true- false-]
    return 1;
  switch (a) { // [switch `a`: case 1- default-]
  case 1:
    return 5;
  }
  return a ? 1 : 2; // [?: `a`: true- false-]
}
static int never(int a) { return a && a > 5 ? 1 : 0; } // [?: `a`: true- false-] [?: `a > 5`: true- false-]
int unused(int a) {
  while (a) // [while `a`: true- false-]
    a--;
  return a;
}
int main(int argc, char **argv) {
  (void)argv;
  return argc > 5 ? never(1) : f(0); // [?: `argc > 5`: true- false+]
}
