// A file line by line: whether each ran, and the outcomes of the sites on it. Formats that know
// branches as numbers of a line are written from this.
#ifndef FASTCOV_LINE_FIGURES_H
#define FASTCOV_LINE_FIGURES_H

#include "coverage.h"

struct line_figure {
  uint32_t line;
  bool covered;
  struct tally branches;
  const struct coverage_site *sites; // those on the line
  size_t site_count;
};

// The lines of `file` that count, and those that are no code of their own but have outcomes that
// count; such a line ran if one of them did. The caller frees the array.
struct line_figure *line_figures(const struct coverage_file *file, size_t *count);

// Adds the outcomes of a site.
void line_figures_tally(struct tally *tally, const struct coverage_site *site);

// True if control reached the site: one of its outcomes ran, whether it counts or not.
bool line_figures_reached(const struct coverage_site *site);

#endif
