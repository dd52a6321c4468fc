// A switch without default over `a && b`: a value that no case names goes past it. llvm-cov has no
// implicit default there.
static int past;

static void choose(int a, int b) {
  switch (a && b) {
  case 1:
    return;
  }
  past++;
}

int main(void) {
  choose(1, 1);
  choose(1, 0);
  return past - 1;
}
