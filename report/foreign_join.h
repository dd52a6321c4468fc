// Joins what other tools measured with our own coverage, file by file.
//
// A file that only others measured becomes what they say. In one that fastcov measured, too:
//   lines       are those of both; one ran if either says so
//   functions   are those of both, the same if they have the same name or begin at the same place
//   conditions  with a place (llvm-cov's) add their outcomes to our site at that place
//   other branches (LCOV's have no place but a line) count on lines only that are no code of ours:
//               where we know what the line decides, our sites say it exactly
// So nothing that either tool says is missing disappears, and nothing is counted twice.
#ifndef FASTCOV_FOREIGN_JOIN_H
#define FASTCOV_FOREIGN_JOIN_H

#include "coverage.h"
#include "foreign.h"

// Adds to the files of `coverage`, which is neither sorted nor counted yet but for each file's
// lines. The result borrows texts from `foreign`.
void foreign_join(struct coverage *coverage, struct foreign *foreign,
                  const struct source_paths *paths);

#endif
