// See line_set.h.
#include "line_set.h"
#include "order.h"
#include "xmalloc.h"
#include <stdlib.h>

static int by_mark(const void *left, const void *right) {
  uint32_t a = *(const uint32_t *)left, b = *(const uint32_t *)right;
  return (a > b) - (a < b);
}

static int by_line(const void *left, const void *right) {
  const struct line_reason *a = left, *b = right;
  return (a->line > b->line) - (a->line < b->line);
}

static void reasons_compact(struct line_set *set) {
  size_t kept = 0;
  sort(set->reasons, set->reason_count, sizeof *set->reasons, by_line);
  for (size_t i = 0; i < set->reason_count; i++) {
    struct line_reason *last = kept ? &set->reasons[kept - 1] : NULL;
    if (last && last->line == set->reasons[i].line)
      last->why = reason_join(last->why, set->reasons[i].why);
    else
      set->reasons[kept++] = set->reasons[i];
  }
  set->reason_count = kept;
  set->compact_reason_count = kept;
}

void line_set_compact(struct line_set *set) {
  size_t kept = 0;
  sort(set->marks, set->count, sizeof *set->marks, by_mark);
  for (size_t i = 0; i < set->count; i++) {
    if (kept && set->marks[kept - 1] >> 2 == set->marks[i] >> 2)
      set->marks[kept - 1] |= set->marks[i];
    else
      set->marks[kept++] = set->marks[i];
  }
  set->count = kept;
  set->compact_count = kept;
  reasons_compact(set);
}

static void reason_add(struct line_set *set, uint32_t line, struct reason why) {
  set->reasons =
      xgrow(set->reasons, set->reason_count, &set->reason_capacity, sizeof *set->reasons);
  set->reasons[set->reason_count++] = (struct line_reason){line, why};
}

void line_set_add(struct line_set *set, uint32_t line, uint32_t length, bool covered,
                  struct reason why) {
  bool counts = why.reason == FASTCOV_REASON_COUNTED;
  if (set->count > 2 * set->compact_count + 1024 ||
      set->reason_count > 2 * set->compact_reason_count + 1024)
    line_set_compact(set);
  for (uint32_t i = 0; i < length; i++) {
    set->marks = xgrow(set->marks, set->count, &set->capacity, sizeof *set->marks);
    set->marks[set->count++] = (line + i) << 2 | (uint32_t)counts << 1 | covered;
    if (!counts)
      reason_add(set, line + i, why);
  }
}

uint32_t line_set_line(const struct line_set *set, size_t i) { return set->marks[i] >> 2; }
bool line_set_covered(const struct line_set *set, size_t i) { return set->marks[i] & 1; }

struct reason line_set_reason(const struct line_set *set, size_t i) {
  struct line_reason key = {.line = line_set_line(set, i)};
  if (set->marks[i] & 2)
    return (struct reason){FASTCOV_REASON_COUNTED, NULL};
  const struct line_reason *found =
      bsearch(&key, set->reasons, set->reason_count, sizeof *set->reasons, by_line);
  return found->why;
}

void line_set_free(struct line_set *set) {
  free(set->marks);
  free(set->reasons);
}
