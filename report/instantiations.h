// What the functions that the compiler made of one function ran, apart: the instantiations of a
// template. See struct coverage_instantiation.
#ifndef FASTCOV_INSTANTIATIONS_H
#define FASTCOV_INSTANTIATIONS_H

#include "coverage.h"

// Notes whether the function with this linkage name took outcome `number` of a site that has
// `outcome_count` by now; or ran, which is the one outcome of a function. Both names must outlive
// the instantiations, and equal linkage names be equal pointers.
void instantiation_add(struct coverage_instantiations *to, const char *name,
                       const char *linkage_name, size_t number, size_t outcome_count, bool covered);

// Puts the instantiations in order, and their outcomes in that of the site: outcome i was number
// order[i] before.
void instantiations_finish(struct coverage_instantiations *of, const size_t *order,
                           size_t outcome_count);

void instantiations_free(struct coverage_instantiations *of);

#endif
