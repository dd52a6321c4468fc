// A static variable's value is computed by the compiler: nothing runs.
static int calls;

int main(void) {
  static int value = 1 ? 2 : 3; // llvm-cov: a folded condition
  return value == 2 && calls == 0 ? 0 : 1;
}
