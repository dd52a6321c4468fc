// Cuts a coverage down to what a change adds, so that every report and gate is about that alone.
//
// Of the added lines it keeps those that are code, the functions whose body begins there, the sites
// whose condition is there, or is in a macro or an argument that is spelled there, and of a switch
// that was there before, the labels that are there.
#ifndef FASTCOV_DIFF_KEEP_H
#define FASTCOV_DIFF_KEEP_H

#include "coverage.h"
#include "diff_read.h"

// Files that nothing is left of stay, empty. The coverage is not counted yet. Files of the diff
// that the coverage has are marked as measured.
void diff_keep(struct coverage *coverage, struct diff *diff, const struct source_paths *paths);

#endif
