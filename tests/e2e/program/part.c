// The second unit; in some builds a shared object or an archive.
#include "part.h"

static int weigh(int a) {
  switch (a) {
  case 0:
    return 10;
  case 1 ... 5:
    return 20;
  default:
    return 30;
  }
}

int part_compute(int a) {
  int sum = 0;
  for (int i = 0; i < a; i++)
    sum += i % 2 ? weigh(i) : shared_sign(i - 2);
  return sum;
}

// No caller: --gc-sections may drop the code, not the sites.
int part_unused(int a) {
  while (a > 3 && a % 7)
    a--;
  return a;
}
