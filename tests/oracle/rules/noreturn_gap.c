// Control goes on after the conditional expression, since its other operand was not chosen.
static volatile int steps;

__attribute__((noreturn)) static void stop(void) { __builtin_trap(); }

static int go(int n) {
  steps++;
  steps += ((n > 100 ? stop() : (void)0), 0);
  steps++;
  steps++;
  return steps;
}

int main(void) { return go(1) == 3 ? 0 : 1; }
