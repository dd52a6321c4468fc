// See words.h.
#include "words.h"
#include "xmalloc.h"

const char *site_kind_word(enum fastcov_site_kind kind) {
  static const char *const words[FASTCOV_SITE_KIND_COUNT] = {
      [FASTCOV_SITE_IF] = "if",
      [FASTCOV_SITE_WHILE] = "while",
      [FASTCOV_SITE_DO] = "do",
      [FASTCOV_SITE_FOR] = "for",
      [FASTCOV_SITE_RANGE_FOR] = "range-for",
      [FASTCOV_SITE_CONDITIONAL] = "?:",
      [FASTCOV_SITE_AND] = "&&",
      [FASTCOV_SITE_OR] = "||",
      [FASTCOV_SITE_SWITCH] = "switch",
  };
  return words[kind];
}

char *outcome_name(const struct coverage_outcome *outcome) {
  switch (outcome->kind) {
  case FASTCOV_OUTCOME_TRUE:
    return xstrdup("true");
  case FASTCOV_OUTCOME_FALSE:
    return xstrdup("false");
  case FASTCOV_OUTCOME_CASE:
    return xasprintf("case %s", outcome->label);
  default:
    return xstrdup("default");
  }
}

const char *reason_word(uint32_t reason) {
  switch (reason) {
  case FASTCOV_REASON_COUNTED:
    return "counted";
  case FASTCOV_REASON_FOLDED:
    return "folded";
  case FASTCOV_REASON_UNREACHABLE:
    return "unreachable";
  case FASTCOV_REASON_ASSERT:
    return "assert";
  case FASTCOV_REASON_ENUM_DEFAULT:
    return "enum default";
  case FASTCOV_REASON_UNREACHABLE_TEXT:
    return "marked unreachable";
  default:
    return "marked";
  }
}

char *reason_text(const struct coverage_outcome *outcome) {
  const char *word = reason_word(outcome->reason);
  if (!outcome->reason_text || !outcome->reason_text[0])
    return xstrdup(word);
  if (outcome->reason == FASTCOV_REASON_TEXT)
    return xstrdup(outcome->reason_text);
  return xasprintf("%s: %s", word, outcome->reason_text);
}
