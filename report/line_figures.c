// See line_figures.h.
#include "line_figures.h"
#include "xmalloc.h"

void line_figures_tally(struct tally *tally, const struct coverage_site *site) {
  for (size_t i = 0; i < site->outcome_count; i++) {
    bool counted = site->outcomes[i].reason == FASTCOV_REASON_COUNTED;
    tally->count += counted;
    tally->covered += counted && site->outcomes[i].covered;
    tally->excluded += !counted;
  }
}

bool line_figures_reached(const struct coverage_site *site) {
  for (size_t i = 0; i < site->outcome_count; i++)
    if (site->outcomes[i].covered)
      return true;
  return false;
}

// The sites from `*at` on that are on the same line, which is that of the first.
static struct line_figure sites_take(const struct coverage_file *file, size_t *at) {
  struct line_figure figure = {.line = file->sites[*at].line, .sites = &file->sites[*at]};
  for (; *at < file->site_count && file->sites[*at].line == figure.line; ++*at) {
    line_figures_tally(&figure.branches, &file->sites[*at]);
    figure.site_count++;
  }
  figure.covered = figure.branches.covered != 0;
  return figure;
}

struct line_figure *line_figures(const struct coverage_file *file, size_t *count) {
  struct line_figure *figures = xcalloc(file->line_count + file->site_count + 1, sizeof *figures);
  size_t line = 0, site = 0;
  *count = 0;
  while (line < file->line_count || site < file->site_count) {
    const struct coverage_line *code = line < file->line_count ? &file->lines[line] : NULL;
    bool has_site = site < file->site_count && (!code || file->sites[site].line <= code->line);
    bool has_code = code && (!has_site || code->line == file->sites[site].line);
    struct line_figure figure = {0};
    if (has_site)
      figure = sites_take(file, &site);
    if (has_code) {
      figure.line = code->line;
      figure.covered = code->covered;
      line++;
    }
    if ((has_code && code->reason == FASTCOV_REASON_COUNTED) || figure.branches.count)
      figures[(*count)++] = figure;
  }
  return figures;
}
