// The lines of a file that are code, which of them ran, and why some of them do not count.
//
// Units repeat each other's lines (every inline function of a header), so lines are appended as
// they come and repetitions dropped whenever the set has doubled. Start zeroed; free with
// line_set_free. Texts of reasons must outlive it.
#ifndef FASTCOV_LINE_SET_H
#define FASTCOV_LINE_SET_H

#include "reasons.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct line_reason {
  uint32_t line;
  struct reason why;
};

struct line_set {
  uint32_t *marks; // four times the line, plus two if it counts, plus one if it ran
  size_t count, capacity;
  size_t compact_count; // when repetitions were last dropped
  struct line_reason *reasons;
  size_t reason_count, reason_capacity;
  size_t compact_reason_count;
};

// Adds `length` lines from `line` on; a line ran if it ran once, and counts if it counts once.
// Lines are below 2^30.
void line_set_add(struct line_set *set, uint32_t line, uint32_t length, bool covered,
                  struct reason why);

// Sorts the set and drops repetitions; after that, element `i` is a line, whether it ran, and why
// it is left out of the count, if it is.
void line_set_compact(struct line_set *set);
uint32_t line_set_line(const struct line_set *set, size_t i);
bool line_set_covered(const struct line_set *set, size_t i);
struct reason line_set_reason(const struct line_set *set, size_t i);

void line_set_free(struct line_set *set);

#endif
