// See program.c.
#include "other.h"

int other(int a) {
  switch (a) {
  case 1:
    return 10;
  case 2 ... 5:
    return 20;
  default:
    return a > 0 ? a : -a;
  }
}
