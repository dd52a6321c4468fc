// What every writer of a report is given: the result, and how the user wants to see it.
#ifndef FASTCOV_REPORT_H
#define FASTCOV_REPORT_H

#include "coverage.h"
#include "ledger.h"
#include "profile.h"
#include "source_text.h"
#include <stdio.h>

struct report_view {
  int precision;      // decimals of a percentage
  bool sort_by_path;  // else the lowest branch coverage first
  bool skip_covered;  // leave files out that miss nothing
  bool show_missing;  // name each missed outcome, function and line
  bool show_excluded; // name each outcome that is left out of the count
  bool checksums;     // of each line, in LCOV
  size_t width;       // columns of the terminal; 0 if there is none
  size_t height;      // its rows; likewise
  bool colour;        // the terminal shows colours, and the user wants them
};

struct report {
  const struct coverage *coverage;
  const struct ledger *ledger;
  const struct profile *profile;
  const struct source_paths *paths;
  struct source_texts *sources;
  size_t image_count, unit_count, context_count;
  struct report_view view;
};

// The report for people, on a terminal or a stream. Errors show in ferror(out). The others are in
// formats.h.
void text_write(FILE *out, const struct report *report);

#endif
