// Reads unified diffs: which lines of which files a change adds.
//
// A diff's paths begin with one letter and a slash where git made it ("b/src/a.c"), and do not
// where diff -u or git --no-prefix did; both are tried. They are relative to the root.
#ifndef FASTCOV_DIFF_READ_H
#define FASTCOV_DIFF_READ_H

#include "fault.h"
#include "source_paths.h"

struct diff;

// On success *diff is the caller's, to be freed with diff_free, which accepts NULL; on failure it
// is NULL and `fault` names the line. No bytes at all are a change of nothing.
enum fault_kind diff_read(struct bytes text, const struct source_paths *paths, struct diff **diff,
                          struct fault *fault);
void diff_free(struct diff *diff);

// Files that are left after the change.
size_t diff_count(const struct diff *diff);

// The number of the file with this absolute name, or DIFF_NONE.
#define DIFF_NONE SIZE_MAX
size_t diff_find(const struct diff *diff, const char *absolute);

// True if the change adds one of the file's lines from `first` to `last`.
bool diff_adds(const struct diff *diff, size_t number, uint32_t first, uint32_t last);

// Marks a file as measured.
void diff_measured_set(struct diff *diff, size_t number);

// True if the change adds lines to a C or C++ source, and no header, that nothing measured and that
// the user wants to see.
bool diff_unmeasured(const struct diff *diff, size_t number);

// A file's name as the diff has it, without git's letter.
const char *diff_path(const struct diff *diff, size_t number);

#endif
