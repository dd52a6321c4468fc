// See findings.h.
#include "findings.h"
#include "line_figures.h"
#include "put.h"
#include "words.h"
#include "xmalloc.h"
#include <stdlib.h>

struct findings {
  struct finding *findings;
  size_t count, capacity;
};

static void finding_add(struct findings *all, struct finding finding) {
  all->findings = xgrow(all->findings, all->count, &all->capacity, sizeof *all->findings);
  all->findings[all->count++] = finding;
}

// "if: false never taken"; "switch: case 3, default never taken (in macro CHECK)". NULL if the site
// misses nothing.
static char *site_message(const struct coverage_site *site) {
  struct buffer text = {0};
  for (size_t i = 0; i < site->outcome_count; i++) {
    if (site->outcomes[i].covered || site->outcomes[i].why.reason != FASTCOV_REASON_COUNTED)
      continue;
    char *name = outcome_name(&site->outcomes[i]);
    put_format(&text, "%s%s", text.size ? ", " : ": ", name);
    free(name);
  }
  if (!text.size)
    return NULL;
  if (site->macro)
    put_format(&text, " never taken (in macro %s)", site->macro);
  else
    put_text(&text, " never taken");
  char *message = xasprintf("%s%.*s", site_kind_word(site->kind), (int)text.size, text.data);
  free(text.data);
  return message;
}

static void sites_add(struct findings *all, const struct coverage *coverage, bool reached) {
  for (size_t f = 0; f < coverage->file_count; f++) {
    const struct coverage_file *file = &coverage->files[f];
    for (size_t i = 0; i < file->site_count; i++) {
      const struct coverage_site *site = &file->sites[i];
      char *message = line_figures_reached(site) == reached ? site_message(site) : NULL;
      if (message)
        finding_add(all, (struct finding){file, site, NULL, message});
    }
  }
}

static void functions_add(struct findings *all, const struct coverage *coverage) {
  for (size_t f = 0; f < coverage->file_count; f++) {
    const struct coverage_file *file = &coverage->files[f];
    for (size_t i = 0; i < file->function_count; i++) {
      const struct coverage_function *function = &file->functions[i];
      if (!function->covered && function->why.reason == FASTCOV_REASON_COUNTED)
        finding_add(all, (struct finding){file, NULL, function,
                                          xasprintf("function %s never called", function->name)});
    }
  }
}

struct finding *findings_new(const struct coverage *coverage, size_t *count) {
  struct findings all = {0};
  sites_add(&all, coverage, true);
  functions_add(&all, coverage);
  sites_add(&all, coverage, false);
  *count = all.count;
  return all.findings;
}

void findings_free(struct finding *findings, size_t count) {
  for (size_t i = 0; i < count; i++)
    free(findings[i].message);
  free(findings);
}
