// See foreign_join.h.
#include "foreign_join.h"
#include "key_table.h"
#include "order.h"
#include "xmalloc.h"
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

// A file being joined.
struct joining {
  struct coverage_file *own;
  struct key_table *definitions; // the places, in the definitions of macros, of all conditions
  const struct foreign_file *from;
  size_t own_line_count, own_function_count, own_site_count; // before it was
};

// ---- What fastcov knows -------------------------------------------------------------------------

static int by_line(const void *left, const void *right) {
  const struct coverage_line *a = left, *b = right;
  return order_u32(a->line, b->line);
}

static struct coverage_line *line_find(const struct coverage_file *own, size_t count,
                                       uint32_t line) {
  struct coverage_line wanted = {.line = line};
  return count ? bsearch(&wanted, own->lines, count, sizeof wanted, by_line) : NULL;
}

// True if fastcov itself says that the line is code. Asked before lines are joined.
static bool line_known(const struct joining *joining, uint32_t line) {
  return line_find(joining->own, joining->own_line_count, line);
}

// What stands for a place in the definition of a macro.
static char *definition_key(const char *path, uint32_t line, uint32_t column) {
  return xasprintf("%" PRIu32 ":%" PRIu32 ":%s", line, column, path);
}

static void definition_add(struct key_table *definitions, const char *path, uint32_t line,
                           uint32_t column) {
  char *key = definition_key(path, line, column);
  key_table_add(definitions, key, strlen(key));
  free(key);
}

static void definitions_add(struct key_table *definitions, const struct coverage_file *own) {
  for (size_t i = 0; i < own->site_count; i++)
    if (own->sites[i].macro)
      definition_add(definitions, own->sites[i].macro_path, own->sites[i].macro_line,
                     own->sites[i].macro_column);
}

static void foreign_definitions_add(struct key_table *definitions,
                                    const struct foreign_file *from) {
  for (size_t i = 0; i < from->condition_count; i++)
    if (from->conditions[i].macro_path)
      definition_add(definitions, from->conditions[i].macro_path, from->conditions[i].macro_line,
                     from->conditions[i].macro_column);
}

static bool definition_known(const struct joining *joining,
                             const struct foreign_condition *condition) {
  char *key = definition_key(joining->from->path, condition->line, condition->column);
  bool known = key_table_find(joining->definitions, key, strlen(key)) != KEY_TABLE_NONE;
  free(key);
  return known;
}

// ---- Functions ----------------------------------------------------------------------------------

static uint32_t distance(uint32_t a, uint32_t b) { return a > b ? a - b : b - a; }

// Our function of the same name that begins nearest.
static struct coverage_function *function_named(const struct joining *joining,
                                                const struct foreign_function *function) {
  struct coverage_function *best = NULL;
  for (size_t i = 0; i < joining->own_function_count; i++) {
    struct coverage_function *own = &joining->own->functions[i];
    if (!strcmp(own->name, function->name) &&
        (!best || distance(own->line, function->line) < distance(best->line, function->line)))
      best = own;
  }
  return best;
}

// Our function whose body begins where theirs does or, if theirs has no column, and so begins at
// its name, the next one. Names may be as the linker sees them, and say nothing then.
static struct coverage_function *function_placed(const struct joining *joining,
                                                 const struct foreign_function *function) {
  struct coverage_function *best = NULL;
  for (size_t i = 0; i < joining->own_function_count; i++) {
    struct coverage_function *own = &joining->own->functions[i];
    if (function->column && own->line == function->line && own->column == function->column)
      return own;
    if (!function->column && own->line >= function->line && (!best || own->line < best->line))
      best = own;
  }
  return best;
}

static struct coverage_function *function_same(const struct joining *joining, size_t number) {
  const struct foreign_function *functions = joining->from->functions, *next = &functions[number];
  struct coverage_function *same = function_named(joining, next);
  if (same)
    return same;
  same = function_placed(joining, next);
  // Another of theirs in between is a better match.
  for (size_t i = number + 1; same && i < joining->from->function_count; i++) {
    if (functions[i].line > same->line)
      break;
    if (functions[i].line > functions[number].line)
      return NULL;
  }
  return same;
}

static void functions_join(struct joining *joining) {
  struct coverage_file *own = joining->own;
  const struct foreign_file *from = joining->from;
  own->functions =
      xrealloc(own->functions, own->function_count + from->function_count, sizeof *own->functions);
  for (size_t i = 0; i < from->function_count; i++) {
    const struct foreign_function *function = &from->functions[i];
    struct coverage_function *same = function_same(joining, i);
    if (same)
      same->covered |= function->covered;
    else
      own->functions[own->function_count++] = (struct coverage_function){
          .name = function->name,
          .line = function->line,
          .column = function->column ? function->column : 1,
          .covered = function->covered,
      };
  }
}

// ---- Branches -----------------------------------------------------------------------------------

// The other tool's function that begins last at or before the line.
static const char *function_around(const struct foreign_file *from, uint32_t line) {
  const char *name = "";
  for (size_t low = 0, high = from->function_count; low < high;) {
    size_t middle = low + (high - low) / 2;
    if (from->functions[middle].line <= line) {
      name = from->functions[middle].name;
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return name;
}

static struct coverage_site *site_append(struct joining *joining, struct coverage_site site) {
  site.kind = COVERAGE_SITE_BRANCH;
  site.function = function_around(joining->from, site.line);
  joining->own->sites[joining->own->site_count] = site;
  return &joining->own->sites[joining->own->site_count++];
}

static struct coverage_outcome branch_outcome(const struct foreign_branch *branch) {
  return (struct coverage_outcome){
      .kind = COVERAGE_OUTCOME_NAMED,
      .label = branch->name,
      .covered = branch->covered,
      .why = branch->exception ? (struct reason){FASTCOV_REASON_TEXT, "exception"}
                               : (struct reason){FASTCOV_REASON_COUNTED, NULL},
  };
}

// The branches from `first` on that are of one line and block, as a site. Returns how many.
static size_t block_join(struct joining *joining, size_t first) {
  const struct foreign_branch *branches = joining->from->branches, *begin = &branches[first];
  size_t count = 1;
  while (first + count < joining->from->branch_count &&
         branches[first + count].line == begin->line &&
         branches[first + count].block == begin->block)
    count++;
  if (line_known(joining, begin->line))
    return count;
  struct coverage_site *site = site_append(joining, (struct coverage_site){.line = begin->line,
                                                                           .column = 1,
                                                                           .end_line = begin->line,
                                                                           .end_column = 1,
                                                                           .ordinal = begin->block,
                                                                           .outcome_count = count});
  site->outcomes = xcalloc(count, sizeof *site->outcomes);
  for (size_t i = 0; i < count; i++)
    site->outcomes[i] = branch_outcome(&begin[i]);
  return count;
}

// The place by which conditions are compared: in a macro's argument, where that is spelled.
struct place_key {
  uint64_t line, column, macro_line, macro_column;
};

// Our sites by place. Of several at one place none is meant, which SIZE_MAX says.
struct site_index {
  struct key_table *keys;
  size_t *sites;
  size_t capacity;
};

static void place_add(struct site_index *index, struct place_key key, size_t site) {
  size_t count = key_table_count(index->keys);
  size_t number = key_table_add(index->keys, &key, sizeof key);
  if (number == count)
    index->sites = xgrow(index->sites, count, &index->capacity, sizeof *index->sites);
  index->sites[number] = number == count ? site : SIZE_MAX;
}

// A site in a macro is also found without it: llvm-cov does not look into those of system headers.
static struct site_index site_index_make(const struct joining *joining) {
  struct site_index index = {.keys = key_table_new()};
  for (size_t i = 0; i < joining->own_site_count; i++) {
    const struct coverage_site *site = &joining->own->sites[i];
    struct place_key spelled = {site->argument_line, site->argument_column, 0, 0};
    struct place_key place = {site->line, site->column, 0, 0};
    struct place_key defined = {site->line, site->column, site->macro_line, site->macro_column};
    place_add(&index, site->argument_path ? spelled : place, i);
    if (site->macro && !site->argument_path)
      place_add(&index, defined, i);
  }
  return index;
}

static struct coverage_site *site_same(const struct joining *joining,
                                       const struct site_index *index,
                                       const struct foreign_condition *condition) {
  struct place_key key = {condition->line, condition->column, condition->macro_line,
                          condition->macro_column};
  size_t number = key_table_find(index->keys, &key, sizeof key);
  if (number == KEY_TABLE_NONE || index->sites[number] == SIZE_MAX)
    return NULL;
  return &joining->own->sites[index->sites[number]];
}

static void outcomes_join(struct coverage_site *site, const struct foreign_condition *condition) {
  for (size_t i = 0; i < site->outcome_count; i++) {
    struct coverage_outcome *outcome = &site->outcomes[i];
    if (outcome->kind == FASTCOV_OUTCOME_TRUE)
      outcome->covered |= condition->covered[0];
    if (outcome->kind == FASTCOV_OUTCOME_FALSE)
      outcome->covered |= condition->covered[1];
  }
}

// A case label's condition: it was true where the case was jumped to.
static bool case_join(const struct joining *joining, const struct foreign_condition *condition) {
  for (size_t i = 0; i < joining->own_site_count; i++) {
    struct coverage_site *site = &joining->own->sites[i];
    if (site->kind != FASTCOV_SITE_SWITCH)
      continue;
    for (size_t j = 0; j < site->outcome_count; j++) {
      struct coverage_outcome *outcome = &site->outcomes[j];
      if (outcome->line != condition->line || outcome->column != condition->column ||
          strcmp(outcome->path, joining->own->path))
        continue;
      outcome->covered |= condition->covered[0];
      return true;
    }
  }
  return false;
}

static void condition_append(struct joining *joining, const struct foreign_condition *condition) {
  struct coverage_site *site = site_append(
      joining, (struct coverage_site){.line = condition->line,
                                      .column = condition->column,
                                      .end_line = condition->end_line,
                                      .end_column = condition->end_column,
                                      .macro = condition->macro_path ? "(unnamed)" : NULL,
                                      .macro_path = condition->macro_path,
                                      .macro_line = condition->macro_line,
                                      .macro_column = condition->macro_column,
                                      .macro_end_line = condition->macro_end_line,
                                      .macro_end_column = condition->macro_end_column,
                                      .outcome_count = 2});
  site->outcomes = xcalloc(2, sizeof *site->outcomes);
  for (int i = 0; i < 2; i++)
    site->outcomes[i] = (struct coverage_outcome){
        .kind = i ? FASTCOV_OUTCOME_FALSE : FASTCOV_OUTCOME_TRUE,
        .covered = condition->covered[i],
        .why.reason = condition->folded ? FASTCOV_REASON_FOLDED : FASTCOV_REASON_COUNTED,
    };
}

// A condition in a macro is told at each expansion, which is where it counts, and again where it is
// defined.
static void condition_join(struct joining *joining, const struct site_index *index,
                           const struct foreign_condition *condition) {
  struct coverage_site *same = site_same(joining, index, condition);
  if (same)
    outcomes_join(same, condition);
  else if (!case_join(joining, condition) && !line_known(joining, condition->line) &&
           (condition->macro_path || !definition_known(joining, condition)))
    condition_append(joining, condition);
}

static void sites_join(struct joining *joining) {
  struct coverage_file *own = joining->own;
  const struct foreign_file *from = joining->from;
  struct site_index index = site_index_make(joining);
  own->sites = xrealloc(own->sites, own->site_count + from->branch_count + from->condition_count,
                        sizeof *own->sites);
  for (size_t i = 0; i < from->branch_count;)
    i += block_join(joining, i);
  for (size_t i = 0; i < from->condition_count; i++)
    condition_join(joining, &index, &from->conditions[i]);
  key_table_free(index.keys);
  free(index.sites);
}

// ---- Lines and files ----------------------------------------------------------------------------

static void lines_join(struct joining *joining) {
  struct coverage_file *own = joining->own;
  const struct foreign_file *from = joining->from;
  own->lines = xrealloc(own->lines, own->line_count + from->line_count, sizeof *own->lines);
  for (size_t i = 0; i < from->line_count; i++) {
    const struct foreign_line *line = &from->lines[i];
    struct coverage_line *same = line_find(own, joining->own_line_count, line->line);
    if (same)
      same->covered |= line->covered;
    else
      own->lines[own->line_count++] =
          (struct coverage_line){.line = line->line, .covered = line->covered};
  }
  if (own->line_count)
    qsort(own->lines, own->line_count, sizeof *own->lines, by_line);
}

static void file_join(struct coverage_file *own, const struct foreign_file *from,
                      struct key_table *definitions) {
  struct joining joining = {
      own, definitions, from, own->line_count, own->function_count, own->site_count};
  functions_join(&joining);
  sites_join(&joining);
  lines_join(&joining);
}

static struct coverage_file *file_append(struct coverage *coverage,
                                         const struct foreign_file *from) {
  coverage->files[coverage->file_count] =
      (struct coverage_file){.path = from->path, .absolute = from->absolute};
  return &coverage->files[coverage->file_count++];
}

void foreign_join(struct coverage *coverage, struct foreign *foreign,
                  const struct source_paths *paths) {
  struct key_table *known = key_table_new(), *definitions = key_table_new();
  size_t own_count = coverage->file_count;
  for (size_t i = 0; i < own_count; i++) {
    key_table_add(known, coverage->files[i].absolute, strlen(coverage->files[i].absolute));
    definitions_add(definitions, &coverage->files[i]);
  }
  for (size_t i = 0; i < foreign_count(foreign); i++)
    foreign_definitions_add(definitions, foreign_at(foreign, i));
  coverage->files =
      xrealloc(coverage->files, own_count + foreign_count(foreign), sizeof *coverage->files);
  for (size_t i = 0; i < foreign_count(foreign); i++) {
    struct foreign_file *from = foreign_at(foreign, i);
    if (!source_paths_selected(paths, from->absolute))
      continue;
    foreign_file_unite(from);
    if (!from->line_count && !from->function_count && !from->branch_count && !from->condition_count)
      continue;
    size_t number = key_table_find(known, from->absolute, strlen(from->absolute));
    file_join(number == KEY_TABLE_NONE ? file_append(coverage, from) : &coverage->files[number],
              from, definitions);
  }
  key_table_free(known);
  key_table_free(definitions);
}
