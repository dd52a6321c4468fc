#ifndef TOKEN_H
#define TOKEN_H

enum token_kind { TOKEN_NUMBER, TOKEN_PLUS, TOKEN_TIMES, TOKEN_OPEN, TOKEN_CLOSE, TOKEN_END };

struct token {
  enum token_kind kind;
  long value; // of a number
};

// Reads the token at *text and moves on behind it; returns 0, or -1 if there is none.
int token_next(const char **text, struct token *token);

static inline int token_is_operator(const struct token *token) {
  return token->kind == TOKEN_PLUS || token->kind == TOKEN_TIMES;
}

#endif
