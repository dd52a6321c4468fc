// llvm-cov counts one outcome and takes the other for the rest, right only if what is called returns,
// and returns once.
#include <setjmp.h>

static jmp_buf place;
static volatile int went_on, came_back;

static int leave(int a) {
  if (a)
    longjmp(place, 1);
  return a;
}

static void ask(int a) {
  if (leave(a)) // neither outcome runs; llvm-cov: false "ran"
    went_on++;
  else
    went_on++;
  went_on++;
}

int main(void) {
  if (setjmp(place) == 0) // both outcomes run; llvm-cov: false did not
    ask(1);
  else
    came_back++;
  return went_on == 0 && came_back == 1 ? 0 : 1;
}
