// What only an outcome leads to that did not run, did not run either.
#include <setjmp.h>

static jmp_buf place;
static volatile int went_on;

static int leave(int a) {
  if (a)
    longjmp(place, 1);
  return a;
}

static void ask(int a) {
  if (leave(a))
    return;
  went_on++; // llvm-cov: "ran"
}

int main(void) {
  if (setjmp(place) == 0)
    ask(1);
  return went_on == 0 ? 0 : 1;
}
