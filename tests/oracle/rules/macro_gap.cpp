// The try always leaves. For llvm-cov the macro behind it runs, since its name is part of what is around.
#define FAIL(x) throw x

static int failures;

static int get(int x) {
  if (x > 3)
    throw x;
  return x;
}

static int value(int x, int otherwise) {
  if (x >= 0) {
    try {
      return get(x);
    } catch (int) {
      failures++;
      return otherwise;
    }
  }

  FAIL("never");
}

int main() { return value(1, 2) == 1 && value(4, 2) == 2 && failures == 1 ? 0 : 1; }
