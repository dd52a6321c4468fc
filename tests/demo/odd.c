// See program.c; demo.sh gives this file a name that formats have to spell.
#include "other.h"

int odd(int a) {
  return a & 1 ? 1 : 0; // “odd” is not 2 · n
}
