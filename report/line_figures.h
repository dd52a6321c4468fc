// A file line by line: whether each ran, and the outcomes of the sites on it. Formats that know
// branches as numbers of a line are written from this.
#ifndef FASTCOV_LINE_FIGURES_H
#define FASTCOV_LINE_FIGURES_H

#include "coverage.h"

struct line_figure {
  uint32_t line;
  bool covered;
  struct tally branches;
  const struct coverage_site *sites; // those on the line, and up to the next that counts
  size_t site_count;
};

// The lines of `file` that count. A site on a line that does not belongs to the last line before it
// that does, or else to the first: so no outcome is lost, and there are as many lines as the file's
// summary says. Only if no line counts, outcomes that do make one. The caller frees the array.
struct line_figure *line_figures(const struct coverage_file *file, size_t *count);

// True if control reached the site: one of its outcomes ran, whether it counts or not.
bool line_figures_reached(const struct coverage_site *site);

#endif
