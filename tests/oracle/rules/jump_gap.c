// Nothing jumps to `default`, and the break before it does not fall into it; for llvm-cov its line ran.
static int defaults;

static int choose(int a) {
  switch (a) {
  case 1:
    if (a > 5)
      goto out;
    break;

  default:
    defaults++;
    goto out;
  }
  a++;
out:
  return a;
}

int main(void) { return choose(1) == 2 && defaults == 0 ? 0 : 1; }
