// A macro that one function expands twice: a line of it ran if it ran in either expansion.
#include <stdlib.h>
static volatile int level = 1;
#define COUNT(l)                                                                                   \
  if (level >= l) {                                                                                \
    level++;                                                                                       \
  }
#define END(status)                                                                                \
  {                                                                                                \
    COUNT(1);                                                                                      \
    exit(status);                                                                                  \
  }
static int end(int x) {
  if (x > 7) // [if `x > 7`: true- false+]
    END(1)   // [if `END(1)` in 5:7: true- false-]
  if (level == 1) { // [if `level == 1`: true+ false-]
    END(0);  // [if `END(0)` in 5:7: true+ false-]
  }
  return 3;
}
int main(int argc, char **argv) { return end(argc); }
