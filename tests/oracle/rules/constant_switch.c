// Which label is taken is known: llvm-cov has the others as never taken, fastcov leaves all out.
static int size(void) {
  switch (sizeof(short)) {
  case 2:
    return 1;
  case 4:
    return 2;
  default:
    return 3;
  }
}

int main(void) { return size() - 1; }
