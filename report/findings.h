// What was missed, as findings of the kind that code review shows beside the source: a site with
// outcomes that never ran, or a function that nothing called.
#ifndef FASTCOV_FINDINGS_H
#define FASTCOV_FINDINGS_H

#include "coverage.h"

struct finding {
  const struct coverage_file *file;
  const struct coverage_site *site;         // or NULL, and then
  const struct coverage_function *function; // is not
  char *message;
};

// The findings of `coverage`, those first that are easiest to do something about, since not all are
// shown: sites that a test reaches, then functions that nothing calls, then the sites that are
// never reached. Free them with findings_free.
struct finding *findings_new(const struct coverage *coverage, size_t *count);
void findings_free(struct finding *findings, size_t count);

#endif
