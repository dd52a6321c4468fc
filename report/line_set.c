// See line_set.h.
#include "line_set.h"
#include "order.h"
#include "xmalloc.h"
#include <stdlib.h>

// Where the ascending stretch that begins at `first` ends.
static size_t stretch_end(const uint32_t *marks, size_t first, size_t count) {
  size_t end = first < count ? first + 1 : count;
  while (end < count && marks[end - 1] <= marks[end])
    end++;
  return end;
}

// Merges two stretches, `first` to `second` and `second` to `end`; returns where `into` ends.
static uint32_t *stretches_merge(const uint32_t *marks, size_t first, size_t second, size_t end,
                                 uint32_t *into) {
  size_t a = first, b = second;
  while (a < second && b < end)
    *into++ = marks[a] <= marks[b] ? marks[a++] : marks[b++];
  while (a < second)
    *into++ = marks[a++];
  while (b < end)
    *into++ = marks[b++];
  return into;
}

// A natural merge sort: marks come in few stretches, a function or a header each.
static void marks_sort(struct line_set *set) {
  uint32_t *spare = NULL;
  while (stretch_end(set->marks, 0, set->count) < set->count) {
    uint32_t *marks = set->marks, *into = spare;
    if (!spare)
      into = spare = xrealloc(NULL, set->capacity, sizeof *spare);
    for (size_t first = 0; first < set->count;) {
      size_t second = stretch_end(marks, first, set->count);
      size_t end = stretch_end(marks, second, set->count);
      into = stretches_merge(marks, first, second, end, into);
      first = end;
    }
    set->marks = spare;
    spare = marks;
  }
  free(spare);
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
  marks_sort(set);
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
