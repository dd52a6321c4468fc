// Nothing looks at what stands behind an operand that decides: fastcov leaves it out as folded,
// llvm-cov has sites there that never run.
static int calls;

static int count(void) { return ++calls; }

int main(void) {
  if (0 && count())
    return 1;
  if (1 || (count() && calls))
    return calls != 0;
  return 1;
}
