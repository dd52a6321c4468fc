// Orders of what has no order of its own in C, for comparing functions of qsort and bsearch:
// negative, zero or positive.
#ifndef FASTCOV_ORDER_H
#define FASTCOV_ORDER_H

#include <stdint.h>

static inline int order_u32(uint32_t a, uint32_t b) { return (a > b) - (a < b); }

#endif
