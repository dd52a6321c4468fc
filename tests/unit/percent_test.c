// The rules of rounding, as a table.
#include "facts.h"
#include "percent.h"
#include <inttypes.h>
#include <string.h>

static const struct {
  uint64_t covered, count;
  int precision;
  const char *text;
} rounding[] = {
    {0, 0, 2, "-"},
    {0, 1, 2, "0.00"},
    {1, 1, 2, "100.00"},
    {1, 1, 0, "100"},
    {0, 1, 0, "0"},
    {1, 2, 2, "50.00"},
    {1, 3, 2, "33.33"},
    {2, 3, 2, "66.67"},
    {2, 3, 0, "67"},
    {9999, 10000, 2, "99.99"},
    {99994, 100000, 2, "99.99"},
    {99995, 100000, 2, "99.99"},
    {99996, 100000, 2, "99.99"},
    {99999999, 100000000, 2, "99.99"},
    {99999999, 100000000, 6, "99.999999"},
    {999999999, 1000000000, 6, "99.999999"},
    {999, 1000, 0, "99"},
    {1, 100000, 2, "0.01"},
    {1, 100000, 3, "0.001"},
    {1, 1000000000, 2, "0.01"},
    {1, 1000000000, 0, "1"},
    {1, 200, 0, "1"},
    {1, 201, 0, "1"},
    {199, 200, 0, "99"},
    {(1ull << 36) - 1, 1ull << 36, 6, "99.999999"},
    {1, 1ull << 36, 6, "0.000001"},
    {1ull << 36, 1ull << 36, 6, "100.000000"},
};

static void rounding_check(void) {
  for (size_t i = 0; i < sizeof rounding / sizeof *rounding; i++) {
    char text[PERCENT_TEXT_SIZE], title[100];
    percent_print(text, rounding[i].covered, rounding[i].count, rounding[i].precision);
    snprintf(title, sizeof title, "%" PRIu64 " of %" PRIu64 " with %d decimals is %s (printed: %s)",
             rounding[i].covered, rounding[i].count, rounding[i].precision, rounding[i].text, text);
    fact(title, !strcmp(text, rounding[i].text));
  }
}

static const struct {
  const char *goal;
  uint64_t covered, count;
  bool below;
} goals[] = {
    {"100", 9999, 10000, true},
    {"100", 10000, 10000, false},
    {"100", (1ull << 36) - 1, 1ull << 36, true},
    {"99.99", 9999, 10000, false},
    {"99.995", 9999, 10000, true},
    {"99.990001", 9999, 10000, true},
    {"33.333333", 1, 3, false},
    {"33.333334", 1, 3, true},
    {"0", 0, 5, false},
    {"0.000001", 0, 5, true},
    {"50.", 1, 2, false},
    {"050", 1, 2, false},
    {"100.000000", 1, 1, false},
};

static void goals_check(void) {
  for (size_t i = 0; i < sizeof goals / sizeof *goals; i++) {
    struct percent_goal goal;
    char title[100];
    bool read = percent_goal_read(goals[i].goal, &goal);
    snprintf(title, sizeof title, "%" PRIu64 " of %" PRIu64 " is %sbelow %s", goals[i].covered,
             goals[i].count, goals[i].below ? "" : "not ", goals[i].goal);
    fact(title, read && percent_below(goals[i].covered, goals[i].count, &goal) == goals[i].below);
  }
}

static void refusals_check(void) {
  static const char *const refused[] = {"",           "x",   "-1",  "+1",        "101",
                                        "100.000001", "1e1", ".5",  "1.0000000", "1.2.3",
                                        " 1",         "1 ",  "0x1", "nan",       "inf"};
  for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
    struct percent_goal goal;
    char title[100];
    snprintf(title, sizeof title, "'%s' is no threshold", refused[i]);
    fact(title, !percent_goal_read(refused[i], &goal));
  }
}

// No fraction prints as 100 or 0 that is not.
static void extremes_check(void) {
  bool honest = true;
  for (uint64_t count = 1; count < 3000; count++)
    for (int precision = 0; precision < 3; precision++) {
      char most[PERCENT_TEXT_SIZE], least[PERCENT_TEXT_SIZE];
      percent_print(most, count - 1, count, precision);
      percent_print(least, 1, count, precision);
      honest &= strncmp(most, "100", 3) != 0;
      honest &= strspn(least, "0.") != strlen(least);
    }
  fact("no count below 3,000 rounds to 100 or to 0", honest);
}

int main(void) {
  rounding_check();
  goals_check();
  refusals_check();
  extremes_check();
  return facts_end();
}
