// See line_set.h.
#include "line_set.h"
#include "xmalloc.h"
#include <stdlib.h>

static int by_mark(const void *left, const void *right) {
  uint32_t a = *(const uint32_t *)left, b = *(const uint32_t *)right;
  return (a > b) - (a < b);
}

void line_set_compact(struct line_set *set) {
  size_t kept = 0;
  if (set->count)
    qsort(set->marks, set->count, sizeof *set->marks, by_mark);
  for (size_t i = 0; i < set->count; i++) {
    // Of the marks for one line, those that say it ran come last and replace the others.
    if (kept && set->marks[kept - 1] >> 1 == set->marks[i] >> 1)
      kept--;
    set->marks[kept++] = set->marks[i];
  }
  set->count = kept;
  set->compact_count = kept;
}

void line_set_add(struct line_set *set, uint32_t line, uint32_t length, bool covered) {
  if (set->count > 2 * set->compact_count + 1024)
    line_set_compact(set);
  for (uint32_t i = 0; i < length; i++) {
    set->marks = xgrow(set->marks, set->count, &set->capacity, sizeof *set->marks);
    set->marks[set->count++] = (line + i) << 1 | covered;
  }
}

uint32_t line_set_line(const struct line_set *set, size_t i) { return set->marks[i] >> 1; }
bool line_set_covered(const struct line_set *set, size_t i) { return set->marks[i] & 1; }
