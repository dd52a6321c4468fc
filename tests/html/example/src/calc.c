// A calculator: prints the value of each argument.
#include "check.h"
#include "token.h"
#include <stdio.h>

int fail(const char *message) {
  fprintf(stderr, "calc: %s\n", message);
  return -1;
}

static int sum_read(const char **text, struct token *next, long *value);

static int factor_read(const char **text, struct token *next, long *value) {
  if (next->kind == TOKEN_OPEN) {
    if (token_next(text, next) || sum_read(text, next, value))
      return -1;
    CHECK(next->kind == TOKEN_CLOSE, "a ) is missing");
  } else {
    CHECK(next->kind == TOKEN_NUMBER, "a number is missing");
    *value = next->value;
  }
  return token_next(text, next);
}

static int product_read(const char **text, struct token *next, long *value) {
  long factor;
  if (factor_read(text, next, value))
    return -1;
  while (next->kind == TOKEN_TIMES) {
    if (token_next(text, next) || factor_read(text, next, &factor))
      return -1;
    *value *= factor;
  }
  return 0;
}

static int sum_read(const char **text, struct token *next, long *value) {
  long summand;
  if (product_read(text, next, value))
    return -1;
  while (next->kind == TOKEN_PLUS) {
    if (token_next(text, next) || product_read(text, next, &summand))
      return -1;
    *value += summand;
  }
  return 0;
}

static int calculate(const char *text) {
  struct token next;
  long value;
  if (token_next(&text, &next) || sum_read(&text, &next, &value))
    return 1;
  if (next.kind != TOKEN_END)
    return fail(token_is_operator(&next) ? "an operand is missing" : "something follows"), 1;
  printf("%ld\n", value);
  return 0;
}

int main(int argc, char **argv) {
  int status = 0;
  for (int i = 1; i < argc; i++)
    status |= calculate(argv[i]);
  return status;
}
