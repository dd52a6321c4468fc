// See instantiations.h.
#include "instantiations.h"
#include "xmalloc.h"
#include <stdlib.h>
#include <string.h>

static struct coverage_instantiation *find(struct coverage_site *site, const char *linkage_name) {
  for (size_t i = site->instantiation_count; i-- > 0;) // the last one is most likely
    if (site->instantiations[i].linkage_name == linkage_name)
      return &site->instantiations[i];
  return NULL;
}

static struct coverage_instantiation *make(struct coverage_site *site, const char *name,
                                           const char *linkage_name) {
  size_t count = site->instantiation_count++;
  site->instantiations =
      xrealloc(site->instantiations, site->instantiation_count, sizeof *site->instantiations);
  site->instantiations[count] =
      (struct coverage_instantiation){.name = name, .linkage_name = linkage_name};
  return &site->instantiations[count];
}

// Room for all outcomes that the site has by now.
static void grow(struct coverage_instantiation *instantiation, size_t count) {
  if (instantiation->outcome_count >= count)
    return;
  instantiation->covered = xrealloc(instantiation->covered, count, sizeof(bool));
  memset(instantiation->covered + instantiation->outcome_count, 0,
         (count - instantiation->outcome_count) * sizeof(bool));
  instantiation->outcome_count = count;
}

void instantiation_add(struct coverage_site *site, const char *name, const char *linkage_name,
                       size_t number, bool covered) {
  struct coverage_instantiation *into = find(site, linkage_name);
  if (!into)
    into = make(site, name, linkage_name);
  grow(into, site->outcome_count);
  if (site->instantiations[0].outcome_count < site->outcome_count)
    for (size_t i = 0; i < site->instantiation_count; i++)
      grow(&site->instantiations[i], site->outcome_count);
  into->covered[number] |= covered;
}

static int by_linkage_name(const void *left, const void *right) {
  const struct coverage_instantiation *a = left, *b = right;
  return strcmp(a->linkage_name, b->linkage_name);
}

void instantiations_finish(struct coverage_site *site, const size_t *order) {
  if (site->instantiation_count < 2) {
    instantiations_free(site);
    return;
  }
  qsort(site->instantiations, site->instantiation_count, sizeof *site->instantiations,
        by_linkage_name);
  for (size_t i = 0; i < site->instantiation_count; i++) {
    struct coverage_instantiation *instantiation = &site->instantiations[i];
    bool *covered = xcalloc(site->outcome_count, sizeof *covered);
    for (size_t j = 0; j < site->outcome_count; j++)
      covered[j] = instantiation->covered[order[j]];
    free(instantiation->covered);
    instantiation->covered = covered;
    instantiation->outcome_count = site->outcome_count;
  }
}

void instantiations_free(struct coverage_site *site) {
  for (size_t i = 0; i < site->instantiation_count; i++)
    free(site->instantiations[i].covered);
  free(site->instantiations);
  site->instantiations = NULL;
  site->instantiation_count = 0;
}

// ---- Functions ----------------------------------------------------------------------------------

void instance_add(struct coverage_function *function, const char *name, const char *linkage_name,
                  bool covered) {
  for (size_t i = function->instance_count; i-- > 0;) // the last one is most likely
    if (function->instances[i].linkage_name == linkage_name) {
      function->instances[i].covered |= covered;
      return;
    }
  function->instances =
      xrealloc(function->instances, function->instance_count + 1, sizeof *function->instances);
  function->instances[function->instance_count++] =
      (struct coverage_instance){name, linkage_name, covered};
}

static int by_instance_name(const void *left, const void *right) {
  const struct coverage_instance *a = left, *b = right;
  return strcmp(a->linkage_name, b->linkage_name);
}

void instances_finish(struct coverage_function *function) {
  if (function->instance_count)
    qsort(function->instances, function->instance_count, sizeof *function->instances,
          by_instance_name);
}

void instances_free(struct coverage_function *function) {
  free(function->instances);
  function->instances = NULL;
  function->instance_count = 0;
}
