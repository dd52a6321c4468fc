// The words that every report uses for what the formats number.
#ifndef FASTCOV_WORDS_H
#define FASTCOV_WORDS_H

#include "coverage.h"

// "if", "while", ... "switch"; "branch" where another tool measured it.
const char *site_kind_word(enum fastcov_site_kind kind);

// "true", "false", "case 3", "default"; another tool's name. The caller frees it.
char *outcome_name(const struct coverage_outcome *outcome);

// ": 12 tests reached it", or nothing if none is known to. The caller frees it.
char *site_reached(const struct coverage_site *site);

// What to think of a site: "never true: 12 tests reached it", "never true", "never reached", "both
// ways", "2 of 5 missed", "left out". Of outcomes that do not count, nothing is said. The caller
// frees it.
char *site_conclusion(const struct coverage_site *site);

// Why outcomes are left out: "folded", "unreachable", "assert", "enum default", "marked" (by the
// user), "marked unreachable" or "marked outcome".
const char *reason_word(uint32_t reason);

// The same with what the user wrote in the place of "marked". The caller frees it.
char *reason_words(struct reason why);

#endif
