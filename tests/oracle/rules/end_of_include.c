// A file that is included within a function: llvm-cov has one line more of it than it has.
int main(void) {
  int total = 0;
#include "end_of_include.inc"
  return total == 3 ? 0 : 1;
}
