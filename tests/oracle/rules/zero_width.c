// The line with NULL runs; for llvm-cov it is no code.
#include <stddef.h>

static int taken;

static void take(int *where, void *what) { *where += what == NULL; }

int main(void) {
  taken = 0;
  take(&taken, NULL);
  return taken != 1;
}
