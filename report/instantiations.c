// See instantiations.h.
#include "instantiations.h"
#include "xmalloc.h"
#include <stdlib.h>
#include <string.h>

static struct coverage_instantiation *find(struct coverage_instantiations *in,
                                           const char *linkage_name) {
  for (size_t i = in->count; i-- > 0;) // the last one is most likely
    if (in->each[i].linkage_name == linkage_name)
      return &in->each[i];
  return NULL;
}

static struct coverage_instantiation *make(struct coverage_instantiations *in, const char *name,
                                           const char *linkage_name) {
  size_t count = in->count++;
  in->each = xrealloc(in->each, in->count, sizeof *in->each);
  in->each[count] = (struct coverage_instantiation){.name = name, .linkage_name = linkage_name};
  return &in->each[count];
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

void instantiation_add(struct coverage_instantiations *to, const char *name,
                       const char *linkage_name, size_t number, size_t outcome_count,
                       bool covered) {
  struct coverage_instantiation *into = find(to, linkage_name);
  if (!into)
    into = make(to, name, linkage_name);
  grow(into, outcome_count);
  if (to->each[0].outcome_count < outcome_count)
    for (size_t i = 0; i < to->count; i++)
      grow(&to->each[i], outcome_count);
  into->covered[number] |= covered;
}

static int by_linkage_name(const void *left, const void *right) {
  const struct coverage_instantiation *a = left, *b = right;
  return strcmp(a->linkage_name, b->linkage_name);
}

void instantiations_finish(struct coverage_instantiations *of, const size_t *order,
                           size_t outcome_count) {
  if (of->count)
    qsort(of->each, of->count, sizeof *of->each, by_linkage_name);
  for (size_t i = 0; i < of->count; i++) {
    struct coverage_instantiation *instantiation = &of->each[i];
    bool *covered = xcalloc(outcome_count, sizeof *covered);
    for (size_t j = 0; j < outcome_count; j++)
      covered[j] = instantiation->covered[order[j]];
    free(instantiation->covered);
    instantiation->covered = covered;
    instantiation->outcome_count = outcome_count;
  }
}

void instantiations_free(struct coverage_instantiations *of) {
  for (size_t i = 0; i < of->count; i++)
    free(of->each[i].covered);
  free(of->each);
  *of = (struct coverage_instantiations){0};
}
