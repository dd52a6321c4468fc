// The operands of sizeof and typeof are not evaluated, nor is what the compiler may assume: there is
// nothing to cover in them.
#include <stddef.h>

static int calls;

static int count(void) {
  calls++;
  return 1;
}

int main(void) {
  size_t size = sizeof(count() && count()); // llvm-cov: two sites, the first one "ran"
  __typeof__(count() || count()) copy = 1;
  __builtin_assume(size > 0 && copy);
  if (calls == 0 && copy)
    return size != sizeof(int);
  return 1;
}
