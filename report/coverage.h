// What ran and what did not, by source file: the join of a profile with the maps of its units.
//
// Units are added one by one; a header's function that many units compiled is one function, and ran
// if it ran in any of them. Adding is a union, so the order of units makes no difference. Every
// report is written from the finished result, which is sorted and does not change any more.
//
// The coverage owns all texts and tables; they are valid until coverage_free.
#ifndef FASTCOV_COVERAGE_H
#define FASTCOV_COVERAGE_H

#include "context_sets.h"
#include "reasons.h"
#include "source_paths.h"
#include "unit_map.h"

struct tally {
  uint64_t count, covered;
  uint64_t excluded; // left out of the count
};

struct summary {
  struct tally branches, lines, functions;
};

// Beyond the kinds of maps: a branch that another tool measured, which does not say of what kind it
// is; and one of its outcomes, where they have just names.
#define COVERAGE_SITE_BRANCH ((enum fastcov_site_kind)FASTCOV_SITE_KIND_COUNT)
#define COVERAGE_OUTCOME_NAMED ((enum fastcov_outcome_kind)FASTCOV_OUTCOME_KIND_COUNT)

struct coverage_outcome {
  enum fastcov_outcome_kind kind;
  const char *label;     // of a CASE: the text between `case` and the colon; of a NAMED: its name
  const char *path;      // of a CASE or DEFAULT: of the label's file; else NULL
  uint32_t line, column; // likewise
  bool covered;
  struct reason why; // it does not count; or FASTCOV_REASON_COUNTED
  uint32_t contexts; // the set of those that took it, as far as is known
};

// One of the functions that the compiler made of a function: a template's instantiation.
struct coverage_instantiation {
  const char *name;         // as a person writes it, with the arguments of templates
  const char *linkage_name; // as the linker sees it
  bool *covered;        // of each outcome of the site, in their order; of a function, one: it ran
  size_t outcome_count; // the site's, or 1
};

// By linkage name; none unless asked for.
struct coverage_instantiations {
  struct coverage_instantiation *each;
  size_t count;
};

struct coverage_site {
  enum fastcov_site_kind kind;
  const char *function; // of several (as in templates), the first by name
  uint32_t line, column, end_line, end_column;
  // The macro whose definition holds the condition or the parameter that stands for it, or NULL;
  // then, where that is.
  const char *macro, *macro_path;
  uint32_t macro_line, macro_column, macro_end_line, macro_end_column;
  const char *argument_path; // of a macro's argument, where it is spelled; else NULL
  uint32_t argument_line, argument_column;
  uint32_t ordinal; // among the sites of a function that have all of the above in common
  struct coverage_outcome *outcomes;
  size_t outcome_count, outcome_capacity;
  struct coverage_instantiations instantiations; // if there are several
  size_t context_count;                          // how many contexts are known to have reached it
};

struct coverage_function {
  const char *name;
  uint32_t line, column;
  bool covered;
  struct reason why; // as an outcome's
  uint32_t contexts; // likewise
  struct coverage_instantiations instantiations;
};

struct coverage_line {
  uint32_t line;
  bool covered;
  struct reason why; // as an outcome's
};

struct coverage_file {
  const char *path; // as readers see it
  const char *absolute;
  struct coverage_site *sites;
  struct coverage_function *functions;
  struct coverage_line *lines;
  size_t site_count, function_count, line_count;
  struct summary summary;
};

struct coverage {
  struct coverage_file *files; // by path; those with something to cover, and selected
  size_t file_count;
  // Paths, in their order, of the sources that have no coverage because the compiler was told not
  // to instrument them.
  const char **skipped;
  size_t skipped_count;
  struct context_sets *contexts; // NULL if there is no context
  struct summary summary;
};

// Add to `into`: another tally, a thing that counts or has a reason not to, or all outcomes of a
// site.
void tally_add(struct tally *into, const struct tally *from);
void tally_one(struct tally *into, bool covered, uint32_t reason);
void tally_site(struct tally *into, const struct coverage_site *site);

// Collects units. `paths` must outlive the result. With `instantiations`, sites remember which
// instantiation of a template took which outcome, wherever there are several, and functions what
// the compiler made of them.
struct coverage_builder;
struct coverage_builder *coverage_builder_new(const struct source_paths *paths,
                                              bool instantiations);

// Has the coverage know which contexts ran what. It owns `contexts`.
void coverage_builder_contexts(struct coverage_builder *builder, struct context_sets *contexts);

// Adds a unit, whose expressions have the values `ran`; see unit_map_evaluate. `unit` is what the
// profile of the contexts has of it, or NULL. Borrows nothing.
void coverage_builder_add(struct coverage_builder *builder, const struct unit_map *map,
                          const bool *ran, const struct profile_unit *unit);

// Has coverage_finish join what other tools measured. `foreign` must outlive the coverage.
struct foreign;
void coverage_builder_join(struct coverage_builder *builder, struct foreign *foreign);

// Has coverage_finish keep only what a change adds. `diff` must outlive the call.
struct diff;
void coverage_builder_keep(struct coverage_builder *builder, struct diff *diff);

// Frees a file's sites from number `kept` on.
void coverage_sites_cut(struct coverage_file *file, size_t kept);

// The file that readers see as `path`; NULL if there is none.
const struct coverage_file *coverage_file_find(const struct coverage *coverage, const char *path);

// Sorts and counts. Consumes the builder. Free the result with coverage_free, which accepts NULL.
struct coverage *coverage_finish(struct coverage_builder *builder);
void coverage_free(struct coverage *coverage);

#endif
