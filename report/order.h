// Orders of what has no order of its own in C, for comparing functions of qsort and bsearch:
// negative, zero or positive. And sorting by them.
#ifndef FASTCOV_ORDER_H
#define FASTCOV_ORDER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

static inline int order_u32(uint32_t a, uint32_t b) { return (a > b) - (a < b); }

static inline bool ordered(const void *elements, size_t count, size_t size,
                           int (*order)(const void *, const void *)) {
  const char *at = elements;
  for (size_t i = 1; i < count; i++, at += size)
    if (order(at, at + size) > 0)
      return false;
  return true;
}

// As qsort, which takes its time even over what is in order: most is, as it comes from the maps in
// the order of the source. `elements` may be NULL if there are none.
static inline void sort(void *elements, size_t count, size_t size,
                        int (*order)(const void *, const void *)) {
  if (!ordered(elements, count, size, order))
    qsort(elements, count, size, order);
}

#endif
