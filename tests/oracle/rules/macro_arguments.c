// What is passed to a macro that did not run was not evaluated.
#include <stdio.h>

#define SAY(format, ...) printf(format, __VA_ARGS__)

static volatile int evaluated;

static int evaluate(int a) {
  evaluated++;
  return a;
}

static int tell(int level, int a) {
  if (level > 1)
    SAY("%d %d\n",
        evaluate(a),  // llvm-cov: "ran"
        evaluate(a)); // llvm-cov: "ran"
  return a;
}

int main(void) {
  tell(1, 2);
  return evaluated;
}
