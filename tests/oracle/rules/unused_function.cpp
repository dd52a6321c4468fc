// Nothing needs the function: all lines between its brackets count as missed for llvm-cov, comments, too. Nor does anything
// need the constructor: its initialiser is no line for llvm-cov.
inline int unused(int a) {
  // This is no code,
#if 0
  and this is not either.
#endif
  return a + 1;
}

struct unneeded {
  int value;
  unneeded(int a)
      : value(a)
  {
  }
};

int main() { return 0; }
