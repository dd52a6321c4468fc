// What changed between two results: files whose numbers differ, and outcomes that ran before and do
// not any more.
//
// Sites are the same if they are the n-th of their kind in a function of the same name in the same
// file, and that function has as many sites as before; so lines may have moved.
#ifndef FASTCOV_COMPARE_H
#define FASTCOV_COMPARE_H

#include "coverage.h"
#include <stdio.h>

// `name` says what `before` was read from; percentages get `precision` decimals.
void compare_write(FILE *out, const struct coverage *now, const struct coverage *before,
                   const char *name, int precision);

#endif
