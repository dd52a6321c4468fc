// See coverage.h. The builder gives each file tables of its own, keyed by what makes two sites (or
// functions) of different units the same; texts are interned, so that a number stands for a text in
// keys and equal texts have equal addresses.
#include "coverage.h"
#include "diff_keep.h"
#include "foreign_join.h"
#include "instantiations.h"
#include "key_table.h"
#include "line_set.h"
#include "order.h"
#include "xmalloc.h"
#include <stdlib.h>
#include <string.h>

struct file {
  struct coverage_file result;
  bool selected;
  size_t site_capacity, function_capacity;
  struct line_set lines;
  bool skipped; // by the compiler, in one unit at least
};

struct coverage_builder {
  const struct source_paths *paths;
  struct foreign *foreign; // or NULL
  struct diff *diff;       // or NULL
  bool instantiations;
  struct context_sets *contexts; // or NULL
  struct key_table *texts;
  struct key_table *file_paths; // absolute
  struct file *files;
  size_t file_capacity;
  // Of each key, which of its file's sites or functions it is.
  struct key_table *site_keys, *function_keys;
  uint32_t *site_numbers, *function_numbers;
  size_t site_number_capacity, function_number_capacity;
};

// The finished coverage and what it keeps alive.
struct result {
  struct coverage coverage;
  struct key_table *texts, *file_paths;
};

// A unit being added.
struct adding {
  struct coverage_builder *builder;
  const struct unit_map *map;
  const bool *ran;
  const uint32_t *contexts; // or NULL
  uint32_t *files;          // the unit's files as numbers in the builder
  const char **functions;   // names of the unit's functions, interned
};

struct coverage_builder *coverage_builder_new(const struct source_paths *paths,
                                              bool instantiations) {
  struct coverage_builder *builder = xcalloc(1, sizeof *builder);
  builder->paths = paths;
  builder->instantiations = instantiations;
  builder->texts = key_table_new();
  builder->file_paths = key_table_new();
  builder->site_keys = key_table_new();
  builder->function_keys = key_table_new();
  return builder;
}

void coverage_builder_contexts(struct coverage_builder *builder, struct context_sets *contexts) {
  builder->contexts = contexts;
}

// ---- Adding -------------------------------------------------------------------------------------

static uint32_t text_number(struct coverage_builder *builder, struct bytes text) {
  return (uint32_t)key_table_add(builder->texts, text.data, text.size);
}

static const char *text_at(const struct coverage_builder *builder, size_t number) {
  return (const char *)key_table_key(builder->texts, number).data;
}

static const char *text_intern(struct coverage_builder *builder, struct bytes text) {
  return text_at(builder, text_number(builder, text));
}

static struct file file_make(const struct source_paths *paths, const char *absolute) {
  return (struct file){
      .result = {.absolute = absolute, .path = source_paths_shown(paths, absolute)},
      .selected = source_paths_selected(paths, absolute),
  };
}

static struct reason reason_intern(struct coverage_builder *builder,
                                   const struct unit_reason *why) {
  bool text = why->reason >= FASTCOV_REASON_TEXT;
  return (struct reason){why->reason, text ? text_intern(builder, why->text) : NULL};
}

static uint32_t file_number(struct coverage_builder *builder, const struct unit_map *map,
                            struct bytes path) {
  size_t count = key_table_count(builder->file_paths);
  char *absolute = source_paths_absolute(builder->paths, map->directory, path);
  size_t number = key_table_add(builder->file_paths, absolute, strlen(absolute));
  free(absolute);
  if (number == count) {
    builder->files = xgrow(builder->files, count, &builder->file_capacity, sizeof *builder->files);
    const char *owned = (const char *)key_table_key(builder->file_paths, number).data;
    builder->files[number] = file_make(builder->paths, owned);
  }
  return (uint32_t)number;
}

static struct file *span_file(const struct adding *adding, const struct unit_span *span) {
  return &adding->builder->files[adding->files[span->file]];
}

// Adds the contexts in which an expression of the unit holds.
static void contexts_add(const struct adding *adding, uint32_t *into, uint32_t ran) {
  if (adding->contexts)
    *into = context_sets_union(adding->builder->contexts, *into, adding->contexts[ran]);
}

// The function in `file` that is the same as the unit's, made if there was none.
static struct coverage_function *function_find(const struct adding *adding, struct file *file,
                                               const struct unit_function *function, uint32_t name,
                                               struct reason why) {
  struct coverage_builder *builder = adding->builder;
  uint32_t key[] = {adding->files[function->body.file], function->body.line, function->body.column,
                    name};
  size_t count = key_table_count(builder->function_keys);
  size_t number = key_table_add(builder->function_keys, key, sizeof key);
  if (number == count) {
    builder->function_numbers =
        xgrow(builder->function_numbers, count, &builder->function_number_capacity,
              sizeof *builder->function_numbers);
    builder->function_numbers[number] = (uint32_t)file->result.function_count;
    file->result.functions = xgrow(file->result.functions, file->result.function_count,
                                   &file->function_capacity, sizeof *file->result.functions);
    file->result.functions[file->result.function_count++] = (struct coverage_function){
        .name = text_at(builder, name),
        .line = function->body.line,
        .column = function->body.column,
        .why = why,
    };
  }
  return &file->result.functions[builder->function_numbers[number]];
}

static void function_add(const struct adding *adding, size_t number) {
  const struct unit_function *function = &adding->map->functions[number];
  uint32_t name = text_number(adding->builder, function->name);
  adding->functions[number] = text_at(adding->builder, name);
  if (function->flags & FASTCOV_FUNCTION_INITIALISER)
    return;
  struct file *file = span_file(adding, &function->body);
  if (!file->selected)
    return;
  struct reason why = reason_intern(adding->builder, &function->why);
  struct coverage_function *into = function_find(adding, file, function, name, why);
  into->why = reason_join(into->why, why);
  into->covered |= adding->ran[function->ran];
  contexts_add(adding, &into->contexts, function->ran);
  if (adding->builder->instantiations)
    instantiation_add(&into->instantiations, text_intern(adding->builder, function->instance),
                      text_intern(adding->builder, function->linkage_name), 0, 1,
                      adding->ran[function->ran]);
}

static void run_add(const struct adding *adding, const struct unit_run *run) {
  struct file *file = &adding->builder->files[adding->files[run->file]];
  if (file->selected)
    line_set_add(&file->lines, run->line, run->length, adding->ran[run->ran],
                 reason_intern(adding->builder, &run->why));
}

static const char *path_at(const struct adding *adding, uint32_t file) {
  return adding->builder->files[adding->files[file]].result.path;
}

static struct coverage_site site_make(const struct adding *adding, const struct unit_site *site) {
  struct coverage_site made = {
      .outcomes = xcalloc(site->outcome_count, sizeof *made.outcomes),
      .outcome_capacity = site->outcome_count,
      .kind = site->kind,
      .line = site->place.line,
      .column = site->place.column,
      .end_line = site->place.end_line,
      .end_column = site->place.end_column,
      .ordinal = site->ordinal,
  };
  if (site->in_macro) {
    made.macro = text_intern(adding->builder, site->macro);
    made.macro_path = span_file(adding, &site->definition)->result.path;
    made.macro_line = site->definition.line;
    made.macro_column = site->definition.column;
    made.macro_end_line = site->definition.end_line;
    made.macro_end_column = site->definition.end_column;
  }
  if (site->in_argument) {
    made.argument_path = path_at(adding, site->argument_file);
    made.argument_line = site->argument_line;
    made.argument_column = site->argument_column;
  }
  return made;
}

// The site in `file` that is the same as the unit's, made if there was none.
static struct coverage_site *site_find(const struct adding *adding, struct file *file,
                                       const struct unit_site *site) {
  const struct unit_span *place = &site->place, *definition = &site->definition;
  struct coverage_builder *builder = adding->builder;
  uint32_t key[16] = {
      adding->files[place->file], site->kind,   place->line, place->column, place->end_line,
      place->end_column,          site->ordinal};
  size_t key_size = 7;
  if (site->in_macro) {
    key[key_size++] = text_number(builder, site->macro);
    key[key_size++] = adding->files[definition->file];
    key[key_size++] = definition->line;
    key[key_size++] = definition->column;
    key[key_size++] = definition->end_line;
    key[key_size++] = definition->end_column;
  }
  if (site->in_argument) {
    key[key_size++] = adding->files[site->argument_file];
    key[key_size++] = site->argument_line;
    key[key_size++] = site->argument_column;
  }
  size_t count = key_table_count(builder->site_keys);
  size_t number = key_table_add(builder->site_keys, key, key_size * sizeof *key);
  if (number == count) {
    builder->site_numbers = xgrow(builder->site_numbers, count, &builder->site_number_capacity,
                                  sizeof *builder->site_numbers);
    builder->site_numbers[number] = (uint32_t)file->result.site_count;
    file->result.sites = xgrow(file->result.sites, file->result.site_count, &file->site_capacity,
                               sizeof *file->result.sites);
    file->result.sites[file->result.site_count++] = site_make(adding, site);
  }
  return &file->result.sites[builder->site_numbers[number]];
}

static bool outcome_same(const struct coverage_outcome *a, const struct coverage_outcome *b) {
  return a->kind == b->kind && a->label == b->label && a->path == b->path && a->line == b->line &&
         a->column == b->column;
}

// The same outcome of the same site; most likely it is where it was in the unit before.
static struct coverage_outcome *outcome_find(struct coverage_site *site, size_t likely,
                                             const struct coverage_outcome *outcome) {
  if (likely < site->outcome_count && outcome_same(&site->outcomes[likely], outcome))
    return &site->outcomes[likely];
  for (size_t i = 0; i < site->outcome_count; i++)
    if (outcome_same(&site->outcomes[i], outcome))
      return &site->outcomes[i];
  site->outcomes =
      xgrow(site->outcomes, site->outcome_count, &site->outcome_capacity, sizeof *site->outcomes);
  site->outcomes[site->outcome_count] = *outcome;
  return &site->outcomes[site->outcome_count++];
}

// Adds outcome `number` of the unit's site `from`.
static void outcome_add(const struct adding *adding, struct coverage_site *site, size_t number,
                        const struct unit_site *from) {
  const struct unit_outcome *outcome = &adding->map->outcomes[from->first_outcome + number];
  const struct unit_function *function = &adding->map->functions[from->function];
  struct coverage_outcome made = {
      .kind = outcome->kind,
      .line = outcome->line,
      .column = outcome->column,
      .why = reason_intern(adding->builder, &outcome->why),
  };
  if (outcome->kind == FASTCOV_OUTCOME_CASE || outcome->kind == FASTCOV_OUTCOME_DEFAULT)
    made.path = path_at(adding, outcome->file);
  if (outcome->kind == FASTCOV_OUTCOME_CASE)
    made.label = text_intern(adding->builder, outcome->label);
  struct coverage_outcome *into = outcome_find(site, number, &made);
  into->why = reason_join(into->why, made.why);
  into->covered |= adding->ran[outcome->ran];
  contexts_add(adding, &into->contexts, outcome->ran);
  if (adding->builder->instantiations)
    instantiation_add(&site->instantiations, text_intern(adding->builder, function->instance),
                      text_intern(adding->builder, function->linkage_name),
                      (size_t)(into - site->outcomes), site->outcome_count,
                      adding->ran[outcome->ran]);
}

static void site_add(const struct adding *adding, const struct unit_site *site) {
  struct file *file = span_file(adding, &site->place);
  if (!file->selected)
    return;
  struct coverage_site *into = site_find(adding, file, site);
  const char *function = adding->functions[site->function];
  if (!into->function || strcmp(function, into->function) < 0)
    into->function = function;
  for (size_t i = 0; i < site->outcome_count; i++)
    outcome_add(adding, into, i, site);
}

// Room for what the unit has in files that have nothing yet: most are of one unit.
static void room_make(const struct adding *adding) {
  const struct unit_map *map = adding->map;
  uint32_t *sites = xcalloc(map->file_count, sizeof *sites);
  for (size_t i = 0; i < map->site_count; i++)
    sites[map->sites[i].place.file]++;
  for (size_t i = 0; i < map->file_count; i++) {
    struct file *file = &adding->builder->files[adding->files[i]];
    if (!sites[i] || !file->selected || file->result.sites)
      continue;
    file->result.sites = xcalloc(sites[i], sizeof *file->result.sites);
    file->site_capacity = sites[i];
  }
  free(sites);
}

void coverage_builder_add(struct coverage_builder *builder, const struct unit_map *map,
                          const bool *ran, const struct profile_unit *unit) {
  uint32_t *contexts =
      unit && builder->contexts ? context_sets_evaluate(builder->contexts, unit, map) : NULL;
  struct adding adding = {builder,
                          map,
                          ran,
                          contexts,
                          xcalloc(map->file_count, sizeof(uint32_t)),
                          xcalloc(map->function_count, sizeof(char *))};
  for (size_t i = 0; i < map->file_count; i++)
    adding.files[i] = file_number(builder, map, map->files[i].path);
  for (size_t i = 0; i < map->skipped_count; i++) {
    size_t number = file_number(builder, map, map->skipped[i]);
    builder->files[number].skipped = true;
  }
  room_make(&adding);
  for (size_t i = 0; i < map->function_count; i++)
    function_add(&adding, i);
  for (size_t i = 0; i < map->run_count; i++)
    run_add(&adding, &map->runs[i]);
  for (size_t i = 0; i < map->site_count; i++)
    site_add(&adding, &map->sites[i]);
  free(contexts);
  free(adding.files);
  free(adding.functions);
}

// ---- Finishing ----------------------------------------------------------------------------------

// The order of two texts, where none comes before any.
static int order_text(const char *a, const char *b) {
  if (!a || !b)
    return (a != NULL) - (b != NULL);
  return strcmp(a, b);
}

// The names of other tools' branches are mostly numbers: the shorter first.
static int order_name(const struct coverage_outcome *a, const struct coverage_outcome *b) {
  bool named = a->kind == COVERAGE_OUTCOME_NAMED;
  size_t a_size = named ? strlen(a->label) : 0, b_size = named ? strlen(b->label) : 0;
  return a_size != b_size ? (a_size > b_size) - (a_size < b_size) : order_text(a->label, b->label);
}

static int by_outcome(const void *left, const void *right) {
  const struct coverage_outcome *a = left, *b = right;
  int order = order_u32(a->kind, b->kind);
  order = order ? order : order_text(a->path, b->path);
  order = order ? order : order_u32(a->line, b->line);
  order = order ? order : order_u32(a->column, b->column);
  return order ? order : order_name(a, b);
}

static int macro_order(const struct coverage_site *a, const struct coverage_site *b) {
  int order = order_text(a->macro, b->macro);
  order = order ? order : order_text(a->macro_path, b->macro_path);
  order = order ? order : order_u32(a->macro_line, b->macro_line);
  order = order ? order : order_u32(a->macro_column, b->macro_column);
  order = order ? order : order_u32(a->macro_end_line, b->macro_end_line);
  order = order ? order : order_u32(a->macro_end_column, b->macro_end_column);
  order = order ? order : order_text(a->argument_path, b->argument_path);
  order = order ? order : order_u32(a->argument_line, b->argument_line);
  return order ? order : order_u32(a->argument_column, b->argument_column);
}

static int by_site(const void *left, const void *right) {
  const struct coverage_site *a = left, *b = right;
  int order = order_u32(a->line, b->line);
  order = order ? order : order_u32(a->column, b->column);
  order = order ? order : order_u32(a->end_line, b->end_line);
  order = order ? order : order_u32(a->end_column, b->end_column);
  order = order ? order : macro_order(a, b);
  order = order ? order : order_u32(a->kind, b->kind);
  return order ? order : order_u32(a->ordinal, b->ordinal);
}

static int by_function(const void *left, const void *right) {
  const struct coverage_function *a = left, *b = right;
  int order = order_u32(a->line, b->line);
  order = order ? order : order_u32(a->column, b->column);
  return order ? order : strcmp(a->name, b->name);
}

static int by_path(const void *left, const void *right) {
  const struct coverage_file *a = left, *b = right;
  return strcmp(a->path, b->path);
}

void tally_add(struct tally *into, const struct tally *from) {
  into->count += from->count;
  into->covered += from->covered;
  into->excluded += from->excluded;
}

void tally_one(struct tally *into, bool covered, uint32_t reason) {
  bool counted = reason == FASTCOV_REASON_COUNTED;
  into->count += counted;
  into->covered += counted && covered;
  into->excluded += !counted;
}

void tally_site(struct tally *into, const struct coverage_site *site) {
  for (size_t i = 0; i < site->outcome_count; i++)
    tally_one(into, site->outcomes[i].covered, site->outcomes[i].why.reason);
}

static int by_text(const void *left, const void *right) {
  return strcmp(*(const char *const *)left, *(const char *const *)right);
}

// An outcome, and where it was.
struct moved_outcome {
  struct coverage_outcome outcome; // first, for by_outcome
  size_t was;
};

static void outcomes_sort(struct coverage_site *site) {
  if (!site->instantiations.count &&
      ordered(site->outcomes, site->outcome_count, sizeof *site->outcomes, by_outcome))
    return;
  struct moved_outcome *moved = xcalloc(site->outcome_count, sizeof *moved);
  size_t *order = xcalloc(site->outcome_count, sizeof *order);
  for (size_t i = 0; i < site->outcome_count; i++)
    moved[i] = (struct moved_outcome){site->outcomes[i], i};
  sort(moved, site->outcome_count, sizeof *moved, by_outcome);
  for (size_t i = 0; i < site->outcome_count; i++) {
    site->outcomes[i] = moved[i].outcome;
    order[i] = moved[i].was;
  }
  if (site->instantiations.count < 2)
    instantiations_free(&site->instantiations);
  instantiations_finish(&site->instantiations, order, site->outcome_count);
  free(order);
  free(moved);
}

static size_t contexts_count(struct context_sets *sets, const struct coverage_site *site) {
  uint32_t all = 0;
  for (size_t i = 0; i < site->outcome_count; i++)
    all = context_sets_union(sets, all, site->outcomes[i].contexts);
  return context_sets_size(sets, all);
}

static void site_finish(struct coverage_site *site, struct tally *tally,
                        struct context_sets *contexts) {
  outcomes_sort(site);
  tally_site(tally, site);
  if (contexts)
    site->context_count = contexts_count(contexts, site);
}

static void file_finish(struct coverage_file *file, struct context_sets *contexts) {
  sort(file->sites, file->site_count, sizeof *file->sites, by_site);
  sort(file->functions, file->function_count, sizeof *file->functions, by_function);
  for (size_t i = 0; i < file->site_count; i++)
    site_finish(&file->sites[i], &file->summary.branches, contexts);
  for (size_t i = 0; i < file->function_count; i++) {
    instantiations_finish(&file->functions[i].instantiations, &(size_t){0}, 1);
    tally_one(&file->summary.functions, file->functions[i].covered, file->functions[i].why.reason);
  }
  for (size_t i = 0; i < file->line_count; i++)
    tally_one(&file->summary.lines, file->lines[i].covered, file->lines[i].why.reason);
}

static void lines_take(struct coverage_file *file, struct line_set *lines) {
  line_set_compact(lines);
  file->line_count = lines->count;
  file->lines = xcalloc(lines->count, sizeof *file->lines);
  for (size_t i = 0; i < lines->count; i++)
    file->lines[i] = (struct coverage_line){line_set_line(lines, i), line_set_covered(lines, i),
                                            line_set_reason(lines, i)};
}

static void file_take(struct coverage *coverage, struct file *file) {
  struct coverage_file *result = &file->result;
  lines_take(result, &file->lines);
  line_set_free(&file->lines);
  if (!result->site_count && !result->function_count && !result->line_count) {
    free(result->lines);
    if (file->skipped && file->selected)
      coverage->skipped[coverage->skipped_count++] = result->path;
    return;
  }
  coverage->files[coverage->file_count++] = *result;
}

static void summary_finish(struct coverage *coverage) {
  for (size_t i = 0; i < coverage->file_count; i++) {
    struct coverage_file *file = &coverage->files[i];
    file_finish(file, coverage->contexts);
    tally_add(&coverage->summary.branches, &file->summary.branches);
    tally_add(&coverage->summary.lines, &file->summary.lines);
    tally_add(&coverage->summary.functions, &file->summary.functions);
  }
}

void coverage_builder_join(struct coverage_builder *builder, struct foreign *foreign) {
  builder->foreign = foreign;
}

void coverage_builder_keep(struct coverage_builder *builder, struct diff *diff) {
  builder->diff = diff;
}

void coverage_sites_cut(struct coverage_file *file, size_t kept) {
  for (size_t i = kept; i < file->site_count; i++) {
    instantiations_free(&file->sites[i].instantiations);
    free(file->sites[i].outcomes);
  }
  file->site_count = kept;
}

static void file_free(struct coverage_file *file) {
  coverage_sites_cut(file, 0);
  free(file->sites);
  for (size_t i = 0; i < file->function_count; i++)
    instantiations_free(&file->functions[i].instantiations);
  free(file->functions);
  free(file->lines);
}

// Drops the files in which there is nothing to cover.
static void empty_drop(struct coverage *coverage) {
  size_t kept = 0;
  for (size_t i = 0; i < coverage->file_count; i++) {
    struct coverage_file *file = &coverage->files[i];
    if (file->site_count || file->function_count || file->line_count)
      coverage->files[kept++] = *file;
    else
      file_free(file);
  }
  coverage->file_count = kept;
}

struct coverage *coverage_finish(struct coverage_builder *builder) {
  struct result *result = xcalloc(1, sizeof *result);
  struct coverage *coverage = &result->coverage;
  size_t count = key_table_count(builder->file_paths);
  result->texts = builder->texts;
  result->file_paths = builder->file_paths;
  coverage->contexts = builder->contexts;
  coverage->files = xcalloc(count, sizeof *coverage->files);
  coverage->skipped = xcalloc(count, sizeof *coverage->skipped);
  for (size_t i = 0; i < count; i++)
    file_take(coverage, &builder->files[i]);
  if (builder->foreign)
    foreign_join(coverage, builder->foreign, builder->paths);
  if (builder->diff) {
    diff_keep(coverage, builder->diff, builder->paths);
    empty_drop(coverage);
  }
  summary_finish(coverage);
  sort(coverage->files, coverage->file_count, sizeof *coverage->files, by_path);
  sort(coverage->skipped, coverage->skipped_count, sizeof *coverage->skipped, by_text);
  key_table_free(builder->site_keys);
  key_table_free(builder->function_keys);
  free(builder->site_numbers);
  free(builder->function_numbers);
  free(builder->files);
  free(builder);
  return coverage;
}

void coverage_free(struct coverage *coverage) {
  if (!coverage)
    return;
  struct result *result = (struct result *)coverage; // its first member
  for (size_t i = 0; i < coverage->file_count; i++)
    file_free(&coverage->files[i]);
  free(coverage->files);
  free(coverage->skipped);
  context_sets_free(coverage->contexts);
  key_table_free(result->texts);
  key_table_free(result->file_paths);
  free(result);
}

const struct coverage_file *coverage_file_find(const struct coverage *coverage, const char *path) {
  struct coverage_file wanted = {.path = path};
  if (!coverage->file_count)
    return NULL;
  return bsearch(&wanted, coverage->files, coverage->file_count, sizeof wanted, by_path);
}
