// See file_choice.h.
#include "file_choice.h"
#include "xmalloc.h"
#include <stdlib.h>
#include <string.h>

static bool complete(const struct tally *tally) { return tally->covered == tally->count; }

bool file_complete(const struct coverage_file *file) {
  return complete(&file->summary.branches) && complete(&file->summary.lines) &&
         complete(&file->summary.functions);
}

// Lowest branch coverage first, compared as fractions; files without branches last.
static int by_branches(const void *left, const void *right) {
  const struct coverage_file *a = *(const struct coverage_file *const *)left;
  const struct coverage_file *b = *(const struct coverage_file *const *)right;
  const struct tally *x = &a->summary.branches, *y = &b->summary.branches;
  if (!x->count != !y->count)
    return !x->count - !y->count;
  uint64_t x_part = x->covered * y->count, y_part = y->covered * x->count;
  return x_part != y_part ? (x_part > y_part) - (x_part < y_part) : strcmp(a->path, b->path);
}

const struct coverage_file **files_choose(const struct report *report, size_t *count) {
  const struct coverage *coverage = report->coverage;
  const struct coverage_file **files = xcalloc(coverage->file_count, sizeof *files);
  *count = 0;
  for (size_t i = 0; i < coverage->file_count; i++)
    if (!report->view.skip_covered || !file_complete(&coverage->files[i]))
      files[(*count)++] = &coverage->files[i];
  if (!report->view.sort_by_path && *count)
    qsort(files, *count, sizeof *files, by_branches);
  return files;
}
