// The files that a list of them shows, and in which order, as the user wants it.
#ifndef FASTCOV_FILE_CHOICE_H
#define FASTCOV_FILE_CHOICE_H

#include "report.h"

// True if nothing of the file is missed.
bool file_complete(const struct coverage_file *file);

// The files to show, in the order to show them. The caller frees the array.
const struct coverage_file **files_choose(const struct report *report, size_t *count);

#endif
