// Are the sources on this machine still the ones that were compiled?
//
// A report against a source that changed since would point at the wrong lines. A source that is not
// here at all is fine: reports do without.
#ifndef FASTCOV_SOURCE_CHECK_H
#define FASTCOV_SOURCE_CHECK_H

#include "coverage.h"
#include "ledger.h"
#include "source_text.h"

struct source_check;

// Checks sources that `paths` selects, reporting to `ledger`. All are borrowed. Free with
// source_check_free, which accepts NULL.
struct source_check *source_check_new(const struct source_paths *paths, struct source_texts *texts,
                                      struct ledger *ledger);
void source_check_free(struct source_check *check);

// Compares each file of the unit with what is on disk.
void source_check_unit(struct source_check *check, const struct unit_map *map);

#endif
