// exit in the middle of a condition.
#include <stdlib.h>
static int quit(int a) {
  if (a) // [if `a`: true+ false-]
    exit(0);
  return 1;
}
int main(int argc, char **argv) {
  (void)argv;
  if (argc > 0 && quit(argc) && argc > 5) // [if `argc > 0`: true+ false-] [if `quit(argc)`: true- false-] [if `argc > 5`: true- false-]
    return 1;
  return argc ? 2 : 3; // [?: `argc`: true- false-]
}
