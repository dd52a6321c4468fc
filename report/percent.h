// Percentages that cannot lie: 100 only if nothing is missing, 0 only if nothing is covered, and no
// number at all of nothing. Whole-number arithmetic throughout, so that none is rounded unawares.
//
// Counts are below 2^36, which keeps every product here within 64 bits.
#ifndef FASTCOV_PERCENT_H
#define FASTCOV_PERCENT_H

#include <stdbool.h>
#include <stdint.h>

#define PERCENT_PRECISION_MOST 6

// A percentage that the user demands, such as 97.5.
struct percent_goal {
  bool set;
  uint64_t value; // in units of 10^-PERCENT_PRECISION_MOST per cent
  const char *text;
};

// Reads 0 to 100 with at most PERCENT_PRECISION_MOST decimals. False if `text` is anything else.
// `text` must outlive the goal.
bool percent_goal_read(const char *text, struct percent_goal *goal);

// True if `covered` of `count` is less than the goal. `count` is not 0.
bool percent_below(uint64_t covered, uint64_t count, const struct percent_goal *goal);

// Prints `covered` of `count` with `precision` decimals (at most PERCENT_PRECISION_MOST): the
// nearest number, but 99.99 rather than 100 and 0.01 rather than 0 if those would not be exact. "-"
// if `count` is 0.
#define PERCENT_TEXT_SIZE 16
void percent_print(char text[PERCENT_TEXT_SIZE], uint64_t covered, uint64_t count, int precision);

#endif
