// What stands behind a call that does not come back has not run.
#include <setjmp.h>

static jmp_buf place;
static volatile int went_on;

static void leave(int a) {
  if (a)
    longjmp(place, 1);
}

static int twice(void) {
  leave(0);
  leave(1);
  went_on++; // llvm-cov: "ran"
  return 1;  // likewise
}

int main(void) {
  if (setjmp(place) == 0)
    twice();
  return went_on == 0 ? 0 : 1;
}
