// A small library as people write them: asserts, defaults that cannot come, switches over enums. Its
// tests reach all that can be reached: 100 %, and the rest is named. C and C++.
#undef NDEBUG
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#define CHECK(condition) assert((condition) && "checked")
#define NEVER()                                                                                    \
  do {                                                                                             \
    assert(0 && "never");                                                                          \
    __builtin_unreachable();                                                                       \
  } while (0)

enum shape { CIRCLE, SQUARE, TRIANGLE };

static int corners(enum shape shape) {
  switch (shape) {
  case CIRCLE:
    return 0;
  case SQUARE:
    return 4;
  case TRIANGLE:
    return 3;
  }
  return -1; // for compilers that do not know that this is all
}

static const char *name_of(enum shape shape) {
  const char *name;
  switch (shape) {
  case CIRCLE:
    name = "circle";
    break;
  case SQUARE:
    name = "square";
    break;
  case TRIANGLE:
    name = "triangle";
    break;
  default:
    if ((int)shape < 0)
      name = "negative";
    else
      name = "unknown";
    break;
  }
  return name;
}

static int sign(int number) {
  assert(number > -100 && number < 100);
  CHECK(number != 50);
  switch (number < 0 ? -1 : number > 0) {
  case -1:
    return -1;
  case 0:
    return 0;
  case 1:
    return 1;
  default:
    __builtin_unreachable();
  }
}

static int half(int even) {
  if (even % 2)
    NEVER();
  return even / 2;
}

static char *copy(const char *text) {
  char *result = (char *)malloc(strlen(text) + 1);
  if (!result) // FASTCOV_EXCL true: the tests do not run out of memory
    return NULL;
  return strcpy(result, text);
}

static int old(int x) {
  if (x < 0) { // LCOV_EXCL_START kept for old callers
    return -x;
  }
  // LCOV_EXCL_STOP
  if (x > 10) // GCOVR_EXCL_BR_LINE depends on the machine
    x = 10;
  if (x == 3) // FASTCOV_EXCL true: nobody passes 3
    abort(); // LCOV_UNREACHABLE_LINE nobody passes 3
  return x;
}

__attribute__((annotate("fastcov:exclude: for debuggers"))) static int dump(int x) {
  if (x)
    return x;
  return 1;
}

int main(void) {
  int (*volatile unused)(int) = dump;
  (void)unused;
  char *text = copy("text");
  int sum = corners(CIRCLE) + corners(SQUARE) + corners(TRIANGLE) + half(2) + old(11);
  sum += (int)(strlen(name_of(CIRCLE)) + strlen(name_of(SQUARE)) + strlen(name_of(TRIANGLE)));
  sum += sign(-5) + sign(0) + sign(5) + (int)strlen(text);
  free(text);
  return sum != 4 + 3 + 1 + 10 + 6 + 6 + 8 + 4;
}
