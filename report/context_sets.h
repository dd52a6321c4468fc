// The contexts of a profile, by name, and which of them an outcome ran in.
//
// Most outcomes of a program share a few sets of contexts with many others, so each set is kept
// once and has a number. 0 is the empty set.
#ifndef FASTCOV_CONTEXT_SETS_H
#define FASTCOV_CONTEXT_SETS_H

#include "profile.h"
#include "unit_map.h"

struct context_sets;

// The contexts of `profile`, which may go before the result does. Free it with context_sets_free,
// which accepts NULL.
struct context_sets *context_sets_new(const struct profile *profile);
void context_sets_free(struct context_sets *sets);

// How many contexts there are, and the name of each; they are in the order of their names.
size_t context_sets_count(const struct context_sets *sets);
const char *context_sets_name(const struct context_sets *sets, size_t context);

// The set of contexts in which each expression of a unit's map holds; see unit_map_evaluate. `unit`
// is of the profile that the contexts are of. NULL if no context is known to have run it. The
// caller frees the result.
uint32_t *context_sets_evaluate(struct context_sets *sets, const struct profile_unit *unit,
                                const struct unit_map *map);

uint32_t context_sets_union(struct context_sets *sets, uint32_t a, uint32_t b);

// How many sets there are; how many contexts are in one.
size_t context_sets_total(const struct context_sets *sets);
size_t context_sets_size(const struct context_sets *sets, uint32_t set);

// The first context of the set that is not less than `from`; SIZE_MAX if there is none.
size_t context_sets_next(const struct context_sets *sets, uint32_t set, size_t from);

#endif
