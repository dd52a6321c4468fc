// Names what was missed, one fact a line, beginning with file and line as compilers' messages do.
//
// Each function prints at most `limit` lines and returns how many it would have printed without.
#ifndef FASTCOV_MISSING_H
#define FASTCOV_MISSING_H

#include "coverage.h"
#include "quote.h"
#include <stdio.h>

// Outcomes that count and never ran: "src/a.c:12:7: if: false never taken", followed by a quotation
// if there is `quoting`.
size_t missing_outcomes(FILE *out, const struct coverage_file *file, size_t limit,
                        const struct quoting *quoting);

// All that missing_outcomes says of one site.
void missing_site(FILE *out, const struct coverage_file *file, const struct coverage_site *site,
                  const struct quoting *quoting);

// Functions that never ran: "src/a.c:3:1: function f never called".
size_t missing_functions(FILE *out, const struct coverage_file *file, size_t limit);

// Lines that never ran: "src/a.c:12-15: lines never run". Comments and blank lines between two of
// them do not end a range; a line that ran does.
size_t missing_lines(FILE *out, const struct coverage_file *file, size_t limit);

// What such lines begin with. "src/a.c:12:7: if: false": a case is named at its label, every other
// outcome at its site; so is a default without a label. The caller frees it.
char *outcome_text(const struct coverage_file *file, const struct coverage_site *site,
                   const struct coverage_outcome *outcome);

// "src/a.c:3:1: function f". The caller frees it.
char *function_text(const struct coverage_file *file, const struct coverage_function *function);

// "src/a.c:3: line" or "src/a.c:3-5: lines", of the file's lines by their indices. The caller frees
// it.
char *lines_text(const struct coverage_file *file, size_t first, size_t last);

// " (in macro M, defined at src/a.h:3:5)", or nothing outside of macros. The caller frees it.
char *macro_text(const struct coverage_site *site);

#endif
