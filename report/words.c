// See words.h.
#include "words.h"
#include "xmalloc.h"
#include <stdlib.h>

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
  return kind == COVERAGE_SITE_BRANCH ? "branch" : words[kind];
}

char *outcome_name(const struct coverage_outcome *outcome) {
  if (outcome->kind == COVERAGE_OUTCOME_NAMED)
    return xstrdup(outcome->label);
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

char *site_reached(const struct coverage_site *site) {
  if (!site->context_count)
    return xstrdup("");
  return xasprintf(": %zu %s reached it", site->context_count,
                   site->context_count == 1 ? "test" : "tests");
}

static char *two_way_conclusion(const struct coverage_site *site, size_t count, size_t covered,
                                const struct coverage_outcome *missed) {
  if (covered == count)
    return xstrdup(count == 2 ? "both ways" : "taken");
  if (count == 2 && !covered)
    return xstrdup("never reached");
  char *reached = site_reached(site);
  char *text =
      xasprintf("never %s%s", missed->kind == FASTCOV_OUTCOME_TRUE ? "true" : "false", reached);
  free(reached);
  return text;
}

char *site_conclusion(const struct coverage_site *site) {
  size_t count = 0, covered = 0;
  const struct coverage_outcome *missed = NULL;
  for (size_t i = 0; i < site->outcome_count; i++) {
    const struct coverage_outcome *outcome = &site->outcomes[i];
    if (outcome->why.reason != FASTCOV_REASON_COUNTED)
      continue;
    count++;
    covered += outcome->covered;
    missed = outcome->covered || missed ? missed : outcome;
  }
  if (!count)
    return xstrdup("left out");
  if (site->kind != FASTCOV_SITE_SWITCH && site->outcomes[0].kind != COVERAGE_OUTCOME_NAMED)
    return two_way_conclusion(site, count, covered, missed);
  if (!covered)
    return xstrdup("never reached");
  if (covered == count)
    return xstrdup("all taken");
  char *reached = site_reached(site);
  char *text = xasprintf("%zu of %zu missed%s", count - covered, count, reached);
  free(reached);
  return text;
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
  case FASTCOV_REASON_OUTCOME_TEXT:
    return "marked outcome";
  default:
    return "marked";
  }
}

char *reason_words(struct reason why) {
  if (!why.text || !why.text[0])
    return xstrdup(reason_word(why.reason));
  if (why.reason == FASTCOV_REASON_UNREACHABLE_TEXT)
    return xasprintf("%s: %s", reason_word(why.reason), why.text);
  return xstrdup(why.text);
}
