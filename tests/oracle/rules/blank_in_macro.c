// One of the macro's lines is blank, and one a comment. For llvm-cov both are code.
#define TWICE(x)                                                                                   \
  do {                                                                                             \
    /* Once. */                                                                                    \
    (x)++;                                                                                         \
                                                                                                   \
    (x)++;                                                                                         \
  } while (0)

int main(void) {
  int count = 0;
  TWICE(count);
  return count == 2 ? 0 : 1;
}
