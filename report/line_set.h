// The lines of a file that are code, and which of them ran.
//
// Units repeat each other's lines (every inline function of a header), so lines are appended as
// they come and repetitions dropped whenever the set has doubled. Start zeroed; free `marks` with
// free().
#ifndef FASTCOV_LINE_SET_H
#define FASTCOV_LINE_SET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct line_set {
  uint32_t *marks; // twice the line, plus one if it ran
  size_t count, capacity;
  size_t compact_count; // when repetitions were last dropped
};

// Adds `length` lines from `line` on; a line ran if it ran once. Lines are below 2^31.
void line_set_add(struct line_set *set, uint32_t line, uint32_t length, bool covered);

// Sorts the set and drops repetitions; after that, element `i` is a line and whether it ran.
void line_set_compact(struct line_set *set);
uint32_t line_set_line(const struct line_set *set, size_t i);
bool line_set_covered(const struct line_set *set, size_t i);

#endif
