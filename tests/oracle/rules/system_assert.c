// glibc's assert has its condition twice, first within a sizeof that only makes the compiler check it.
#undef NDEBUG
#include <assert.h>

static int calls;

static int positive(int a) {
  calls++;
  return a > 0;
}

int main(void) {
  assert(positive(1)); // llvm-cov: two sites, and false "ran"
  assert(positive(2) && positive(3));
  return calls == 3 ? 0 : 1;
}
