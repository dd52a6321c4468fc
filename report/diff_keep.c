// See diff_keep.h.
#include "diff_keep.h"
#include "instantiations.h"
#include <stdlib.h>
#include <string.h>

struct keeping {
  const struct diff *diff;
  const struct source_paths *paths;
  struct coverage_file *file;
  size_t number; // of the file in the diff
};

// True if the change adds one of the lines; `path` is as readers see it.
static bool added(const struct keeping *keeping, const char *path, uint32_t first, uint32_t last) {
  struct bytes root = {NULL, 0}, name = {(const unsigned char *)path, strlen(path)};
  size_t number = keeping->number;
  if (strcmp(path, keeping->file->path)) {
    char *absolute = source_paths_absolute(keeping->paths, root, name);
    number = diff_find(keeping->diff, absolute);
    free(absolute);
  }
  return number != DIFF_NONE && diff_adds(keeping->diff, number, first, last);
}

static bool site_added(const struct keeping *keeping, const struct coverage_site *site) {
  return added(keeping, keeping->file->path, site->line, site->end_line) ||
         (site->macro_path &&
          added(keeping, site->macro_path, site->macro_line, site->macro_end_line)) ||
         (site->argument_path &&
          added(keeping, site->argument_path, site->argument_line, site->argument_line));
}

static void outcome_move(struct coverage_site *site, size_t to, size_t from) {
  site->outcomes[to] = site->outcomes[from];
  for (size_t i = 0; i < site->instantiations.count; i++)
    site->instantiations.each[i].covered[to] = site->instantiations.each[i].covered[from];
}

// Keeps the labels that are new. Returns how many there are.
static size_t labels_keep(const struct keeping *keeping, struct coverage_site *site) {
  size_t kept = 0;
  for (size_t i = 0; i < site->outcome_count; i++) {
    const struct coverage_outcome *outcome = &site->outcomes[i];
    if (outcome->path && outcome->line &&
        added(keeping, outcome->path, outcome->line, outcome->line))
      outcome_move(site, kept++, i);
  }
  if (kept)
    site->outcome_count = kept;
  return kept;
}

// Kept elements move to the front and the others behind them, so that all are freed in the end.
static void sites_keep(const struct keeping *keeping) {
  struct coverage_file *file = keeping->file;
  size_t kept = 0;
  for (size_t i = 0; i < file->site_count; i++) {
    if (!site_added(keeping, &file->sites[i]) && !labels_keep(keeping, &file->sites[i]))
      continue;
    struct coverage_site site = file->sites[kept];
    file->sites[kept++] = file->sites[i];
    file->sites[i] = site;
  }
  coverage_sites_cut(file, kept);
}

static void rest_keep(const struct keeping *keeping) {
  struct coverage_file *file = keeping->file;
  size_t functions = 0, lines = 0;
  for (size_t i = 0; i < file->function_count; i++)
    if (added(keeping, file->path, file->functions[i].line, file->functions[i].line))
      file->functions[functions++] = file->functions[i];
    else
      instantiations_free(&file->functions[i].instantiations);
  for (size_t i = 0; i < file->line_count; i++)
    if (added(keeping, file->path, file->lines[i].line, file->lines[i].line))
      file->lines[lines++] = file->lines[i];
  file->function_count = functions;
  file->line_count = lines;
}

void diff_keep(struct coverage *coverage, struct diff *diff, const struct source_paths *paths) {
  for (size_t i = 0; i < coverage->file_count; i++) {
    struct coverage_file *file = &coverage->files[i];
    struct keeping keeping = {diff, paths, file, diff_find(diff, file->absolute)};
    if (keeping.number != DIFF_NONE)
      diff_measured_set(diff, keeping.number);
    sites_keep(&keeping);
    rest_keep(&keeping);
  }
}
