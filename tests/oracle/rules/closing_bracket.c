// The second bracket of `choose` runs with what comes to it; for llvm-cov with what `return` left.
static volatile int left;

static int leave(int a) {
  left++;
  return a;
}

static int choose(int a) {
  if (a) {
    int b = leave(a);
    if (b)
      return 1;
    leave(b);
    if (left)
      return 2;
    return 3;
  }
  return 4;
}

int main(void) { return choose(1) == 1 && left == 1 ? 0 : 1; }
