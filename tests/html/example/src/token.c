#include "token.h"
#include "check.h"
#include <ctype.h>
#include <stdlib.h>

static void blanks_skip(const char **text) {
  while (**text == ' ' || **text == '\t')
    ++*text;
}

static int number_read(const char **text, struct token *token) {
  char *end;
  token->kind = TOKEN_NUMBER;
  token->value = strtol(*text, &end, 10);
  CHECK(end - *text < 10, "the number is too long");
  *text = end;
  return 0;
}

int token_next(const char **text, struct token *token) {
  blanks_skip(text);
  if (isdigit((unsigned char)**text))
    return number_read(text, token);
  switch (*(*text)++) {
  case '+':
    token->kind = TOKEN_PLUS;
    break;
  case '*':
    token->kind = TOKEN_TIMES;
    break;
  case '(':
    token->kind = TOKEN_OPEN;
    break;
  case ')':
    token->kind = TOKEN_CLOSE;
    break;
  case '\0':
    token->kind = TOKEN_END;
    --*text; // stay there
    break;
  default:
    return fail("no such token");
  }
  return 0;
}
