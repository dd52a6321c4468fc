// See compare.h. Files are sorted by path, and sites by place, in both results.
#include "compare.h"
#include "percent.h"
#include "words.h"
#include "xmalloc.h"
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

// The sites of one function of a file, in the order of their places.
struct group {
  const struct coverage_site **sites;
  size_t count;
};

// What became of the outcomes of both results.
struct changes {
  size_t lost, gained, unmatched;
};

// ---- Numbers ------------------------------------------------------------------------------------

static bool tally_same(const struct tally *a, const struct tally *b) {
  return a->count == b->count && a->covered == b->covered;
}

static bool summary_same(const struct summary *a, const struct summary *b) {
  return tally_same(&a->branches, &b->branches) && tally_same(&a->lines, &b->lines) &&
         tally_same(&a->functions, &b->functions);
}

static void tally_print(FILE *out, const char *what, const struct tally *now,
                        const struct tally *before, int precision) {
  char old[PERCENT_TEXT_SIZE], new[PERCENT_TEXT_SIZE];
  percent_print(old, before->covered, before->count, precision);
  percent_print(new, now->covered, now->count, precision);
  fprintf(out, "  %s %s (%" PRIu64 "/%" PRIu64 ") -> %s (%" PRIu64 "/%" PRIu64 ")", what, old,
          before->covered, before->count, new, now->covered, now->count);
}

static void numbers_print(FILE *out, const char *path, const struct summary *now,
                          const struct summary *before, int precision) {
  fputs(path, out);
  if (!tally_same(&now->branches, &before->branches))
    tally_print(out, "branches", &now->branches, &before->branches, precision);
  if (!tally_same(&now->lines, &before->lines))
    tally_print(out, "lines", &now->lines, &before->lines, precision);
  if (!tally_same(&now->functions, &before->functions))
    tally_print(out, "functions", &now->functions, &before->functions, precision);
  fputs(summary_same(now, before) ? "  as before\n" : "\n", out);
}

static void files_print(FILE *out, const struct coverage *now, const struct coverage *before,
                        int precision) {
  static const struct summary nothing;
  for (size_t i = 0; i < now->file_count; i++) {
    const struct coverage_file *old = coverage_file_find(before, now->files[i].path);
    if (!old || !summary_same(&now->files[i].summary, &old->summary))
      numbers_print(out, now->files[i].path, &now->files[i].summary, old ? &old->summary : &nothing,
                    precision);
  }
  for (size_t i = 0; i < before->file_count; i++)
    if (!coverage_file_find(now, before->files[i].path))
      numbers_print(out, before->files[i].path, &nothing, &before->files[i].summary, precision);
}

// ---- Outcomes -----------------------------------------------------------------------------------

static int by_function(const void *left, const void *right) {
  const struct coverage_site *a = *(const struct coverage_site *const *)left;
  const struct coverage_site *b = *(const struct coverage_site *const *)right;
  int order = strcmp(a->function, b->function);
  return order ? order : (a > b) - (a < b);
}

// The file's sites, those of a function together. The caller frees the array.
static const struct coverage_site **sites_sorted(const struct coverage_file *file) {
  const struct coverage_site **sites = xcalloc(file->site_count, sizeof *sites);
  for (size_t i = 0; i < file->site_count; i++)
    sites[i] = &file->sites[i];
  if (file->site_count)
    qsort(sites, file->site_count, sizeof *sites, by_function);
  return sites;
}

static struct group group_at(const struct coverage_site **sites, size_t count, size_t begin) {
  struct group group = {sites + begin, 1};
  while (begin + group.count < count &&
         !strcmp(sites[begin]->function, sites[begin + group.count]->function))
    group.count++;
  return group;
}

static bool groups_match(const struct group *a, const struct group *b) {
  bool match = a->count == b->count;
  for (size_t i = 0; match && i < a->count; i++)
    match = a->sites[i]->kind == b->sites[i]->kind &&
            a->sites[i]->outcome_count == b->sites[i]->outcome_count;
  return match;
}

static void lost_print(FILE *out, const struct coverage_file *file,
                       const struct coverage_site *site, const struct coverage_outcome *outcome) {
  bool labelled = outcome->line != 0;
  char *name = outcome_name(outcome);
  fprintf(out, "%s:%" PRIu32 ":%" PRIu32 ": %s: %s taken before, not now\n",
          labelled ? outcome->path : file->path, labelled ? outcome->line : site->line,
          labelled ? outcome->column : site->column, site_kind_word(site->kind), name);
  free(name);
}

static void site_compare(FILE *out, const struct coverage_file *file,
                         const struct coverage_site *now, const struct coverage_site *before,
                         struct changes *changes) {
  for (size_t i = 0; i < now->outcome_count; i++) {
    const struct coverage_outcome *new = &now->outcomes[i], *old = &before->outcomes[i];
    bool counts = new->why.reason == FASTCOV_REASON_COUNTED;
    changes->gained += counts && new->covered && !old->covered;
    if (!counts || new->covered || !old->covered)
      continue;
    changes->lost++;
    lost_print(out, file, now, new);
  }
}

static void group_compare(FILE *out, const struct coverage_file *file, const struct group *now,
                          const struct group *before, struct changes *changes) {
  if (!groups_match(now, before)) {
    changes->unmatched += now->count;
    return;
  }
  for (size_t i = 0; i < now->count; i++)
    site_compare(out, file, now->sites[i], before->sites[i], changes);
}

// Both lists are in the order of functions' names, so one pass finds those that are in both.
static void file_compare(FILE *out, const struct coverage_file *now,
                         const struct coverage_file *before, struct changes *changes) {
  const struct coverage_site **new = sites_sorted(now), **old = sites_sorted(before);
  for (size_t i = 0, j = 0; i < now->site_count;) {
    struct group group = group_at(new, now->site_count, i);
    while (j < before->site_count && strcmp(old[j]->function, new[i]->function) < 0)
      j++;
    struct group other = {0};
    if (j < before->site_count && !strcmp(old[j]->function, new[i]->function))
      other = group_at(old, before->site_count, j);
    group_compare(out, now, &group, &other, changes);
    i += group.count;
  }
  free(new);
  free(old);
}

static void changes_print(FILE *out, const struct changes *changes) {
  fprintf(out, "%zu %s lost, %zu gained", changes->lost,
          changes->lost == 1 ? "outcome" : "outcomes", changes->gained);
  if (changes->unmatched)
    fprintf(out, "; %zu %s in functions that are new or changed", changes->unmatched,
            changes->unmatched == 1 ? "site" : "sites");
  fputc('\n', out);
}

void compare_write(FILE *out, const struct coverage *now, const struct coverage *before,
                   const char *name, int precision) {
  struct changes changes = {0};
  fprintf(out, "\nCompared with %s:\n", name);
  files_print(out, now, before, precision);
  numbers_print(out, "TOTAL", &now->summary, &before->summary, precision);
  for (size_t i = 0; i < now->file_count; i++) {
    static const struct coverage_file nothing;
    const struct coverage_file *old = coverage_file_find(before, now->files[i].path);
    file_compare(out, &now->files[i], old ? old : &nothing, &changes);
  }
  changes_print(out, &changes);
}
