// A statement behind `#else` is code.
static volatile int count;

static void add(int a) { count += a; }

static void choose(void) {
  add(1);
#ifdef NOT_DEFINED
  add(2);
#elif defined __linux__
  add(3);
#else
  add(4);
#endif
}

int main(void) {
  choose();
  return count == 4 ? 0 : 1;
}
