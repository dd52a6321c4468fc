// See line_figures.h.
#include "line_figures.h"
#include "xmalloc.h"

bool line_figures_reached(const struct coverage_site *site) {
  for (size_t i = 0; i < site->outcome_count; i++)
    if (site->outcomes[i].covered)
      return true;
  return false;
}

// Gives `figure` the sites from number `first` to `end`.
static void sites_give(struct line_figure *figure, const struct coverage_file *file, size_t first,
                       size_t end) {
  figure->sites = file->sites + first;
  figure->site_count = end - first;
  for (size_t i = first; i < end; i++)
    tally_site(&figure->branches, &file->sites[i]);
}

// A file none of whose lines counts: its sites are all there is, on the line of the first.
static size_t sites_alone(struct line_figure *figure, const struct coverage_file *file) {
  if (!file->site_count)
    return 0;
  sites_give(figure, file, 0, file->site_count);
  figure->line = file->sites[0].line;
  figure->covered = figure->branches.covered != 0;
  return figure->branches.count != 0;
}

struct line_figure *line_figures(const struct coverage_file *file, size_t *count) {
  struct line_figure *figures = xcalloc(file->line_count + 1, sizeof *figures);
  size_t lines = 0;
  for (size_t i = 0; i < file->line_count; i++)
    if (file->lines[i].why.reason == FASTCOV_REASON_COUNTED)
      figures[lines++] =
          (struct line_figure){.line = file->lines[i].line, .covered = file->lines[i].covered};
  for (size_t i = 0, site = 0; i < lines; i++) {
    size_t first = site;
    while (site < file->site_count &&
           (i + 1 == lines || file->sites[site].line < figures[i + 1].line))
      site++;
    sites_give(&figures[i], file, first, site);
  }
  *count = lines ? lines : sites_alone(figures, file);
  return figures;
}
