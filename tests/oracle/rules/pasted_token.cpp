// The condition begins with a token that was pasted together: for llvm-cov it is spelled where the first half of that is.
#define PASTE(a, b) a##b
#define NAME(a, line) PASTE(a, line)
#define ONCE if (bool NAME(first_, __LINE__) = calls++ == 0)

static int calls, entered;

static void enter() {
  ONCE
  entered++;
}

int main() {
  enter();
  enter();
  return calls == 2 && entered == 1 ? 0 : 1;
}
