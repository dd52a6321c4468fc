// Both labels of a macro of a system header are branches for llvm-cov, with an outcome that "did not run".
#include <system_labels.h>

static int failures, calls;

static bool positive(int a) {
  calls++;
  return a > 0;
}

int main() {
  EXPECT(positive(1));
  EXPECT(positive(-1));
  return failures == 1 && calls == 2 ? 0 : 1;
}
