// See look_first.h.
#include "look_first.h"
#include "missing.h"
#include "xmalloc.h"
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

// What fits on a screen beside a table.
#define SITES_SHOWN 4
#define SITES_A_FILE 2
#define FUNCTIONS_SHOWN 4

static uint64_t missing(const struct coverage_file *file) {
  return file->summary.branches.count - file->summary.branches.covered;
}

static int by_missing(const void *left, const void *right) {
  const struct coverage_file *a = *(const struct coverage_file *const *)left;
  const struct coverage_file *b = *(const struct coverage_file *const *)right;
  uint64_t x = missing(a), y = missing(b);
  return x != y ? (x < y ? 1 : -1) : strcmp(a->path, b->path);
}

// Some outcome ran, so a test gets here; another that counts did not.
static bool one_sided(const struct coverage_site *site) {
  bool ran = false, missed = false;
  for (size_t i = 0; i < site->outcome_count; i++) {
    ran |= site->outcomes[i].covered;
    missed |= site->outcomes[i].why.reason == FASTCOV_REASON_COUNTED && !site->outcomes[i].covered;
  }
  return ran && missed;
}

static size_t one_sided_count(const struct coverage *coverage) {
  size_t count = 0;
  for (size_t f = 0; f < coverage->file_count; f++)
    for (size_t i = 0; i < coverage->files[f].site_count; i++)
      count += one_sided(&coverage->files[f].sites[i]);
  return count;
}

// Names the first one-sided sites of a file, at most `limit`; returns how many.
static size_t file_show(FILE *out, const struct coverage_file *file, size_t limit,
                        const struct quoting *quoting) {
  size_t shown = 0;
  for (size_t i = 0; i < file->site_count && shown < limit; i++) {
    if (!one_sided(&file->sites[i]))
      continue;
    missing_site(out, file, &file->sites[i], quoting);
    shown++;
  }
  return shown;
}

static void sites_show(FILE *out, const struct coverage *coverage, const struct quoting *quoting) {
  size_t total = one_sided_count(coverage), shown = 0;
  if (!total)
    return;
  const struct coverage_file **files = xcalloc(coverage->file_count, sizeof *files);
  for (size_t i = 0; i < coverage->file_count; i++)
    files[i] = &coverage->files[i];
  qsort(files, coverage->file_count, sizeof *files, by_missing);
  fprintf(out, "\nLook first at what tests reach, but not every way: %zu %s\n", total,
          total == 1 ? "site" : "sites");
  for (size_t i = 0; i < coverage->file_count && shown < SITES_SHOWN; i++) {
    size_t room = SITES_SHOWN - shown;
    shown += file_show(out, files[i], room < SITES_A_FILE ? room : SITES_A_FILE, quoting);
  }
  if (shown < total)
    fprintf(out, "and %zu more; --show-missing names all that is missed\n", total - shown);
  free(files);
}

static void functions_show(FILE *out, const struct coverage *coverage) {
  const struct tally *tally = &coverage->summary.functions;
  size_t total = (size_t)(tally->count - tally->covered), shown = 0;
  if (!total)
    return;
  fprintf(out, "\nNothing calls %zu %s\n", total, total == 1 ? "function" : "functions");
  for (size_t i = 0; i < coverage->file_count && shown < FUNCTIONS_SHOWN; i++) {
    size_t here = missing_functions(out, &coverage->files[i], FUNCTIONS_SHOWN - shown);
    shown = here < FUNCTIONS_SHOWN - shown ? shown + here : FUNCTIONS_SHOWN;
  }
  if (shown < total)
    fprintf(out, "and %zu more\n", total - shown);
}

void look_first_write(FILE *out, const struct report *report, const struct quoting *quoting) {
  sites_show(out, report->coverage, quoting);
  functions_show(out, report->coverage);
}
