// What the functions that the compiler made of one function ran, apart: the instantiations of a
// template. See struct coverage_instance, of functions, and struct coverage_instantiation, of
// sites.
#ifndef FASTCOV_INSTANTIATIONS_H
#define FASTCOV_INSTANTIATIONS_H

#include "coverage.h"

// Notes whether the function with this linkage name took the outcome at `number` in the site. Both
// names must outlive the site, and equal linkage names be equal pointers.
void instantiation_add(struct coverage_site *site, const char *name, const char *linkage_name,
                       size_t number, bool covered);

// Puts the site's instantiations in order, and their outcomes in that of the site: outcome i was
// number order[i] before. A site of one function only has none.
void instantiations_finish(struct coverage_site *site, const size_t *order);

void instantiations_free(struct coverage_site *site);

// Notes whether the function with this linkage name ran. Names as above.
void instance_add(struct coverage_function *function, const char *name, const char *linkage_name,
                  bool covered);

// Puts the function's instances in order.
void instances_finish(struct coverage_function *function);

void instances_free(struct coverage_function *function);

#endif
