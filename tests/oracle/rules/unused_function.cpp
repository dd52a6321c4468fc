// Nothing needs the function: all lines between its brackets count as missed for llvm-cov, comments, too.
inline int unused(int a) {
  // This is no code,
#if 0
  and this is not either.
#endif
  return a + 1;
}

int main() { return 0; }
