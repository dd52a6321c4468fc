// See foreign.h.
#include "foreign.h"
#include "key_table.h"
#include "order.h"
#include "xmalloc.h"
#include <stdlib.h>
#include <string.h>

struct foreign {
  const struct source_paths *paths;
  struct key_table *texts, *absolutes;
  struct foreign_file *files;
  size_t capacity;
};

struct foreign *foreign_new(const struct source_paths *paths) {
  struct foreign *foreign = xcalloc(1, sizeof *foreign);
  foreign->paths = paths;
  foreign->texts = key_table_new();
  foreign->absolutes = key_table_new();
  return foreign;
}

void foreign_free(struct foreign *foreign) {
  if (!foreign)
    return;
  for (size_t i = 0; i < foreign_count(foreign); i++) {
    free(foreign->files[i].lines);
    free(foreign->files[i].functions);
    free(foreign->files[i].branches);
    free(foreign->files[i].conditions);
  }
  free(foreign->files);
  key_table_free(foreign->texts);
  key_table_free(foreign->absolutes);
  free(foreign);
}

// The number of a file in the table of absolute names.
static size_t absolute_number(struct foreign *foreign, struct bytes name) {
  struct bytes here = {NULL, 0};
  char *absolute = source_paths_absolute(foreign->paths, here, name);
  size_t count = key_table_count(foreign->absolutes);
  size_t number = key_table_add(foreign->absolutes, absolute, strlen(absolute));
  free(absolute);
  if (number == count) {
    const char *owned = (const char *)key_table_key(foreign->absolutes, number).data;
    foreign->files = xgrow(foreign->files, count, &foreign->capacity, sizeof *foreign->files);
    foreign->files[number] =
        (struct foreign_file){.absolute = owned, .path = source_paths_shown(foreign->paths, owned)};
  }
  return number;
}

struct foreign_file *foreign_file(struct foreign *foreign, struct bytes name) {
  size_t number = absolute_number(foreign, name); // which may move the files
  return &foreign->files[number];
}

const char *foreign_path(struct foreign *foreign, struct bytes name) {
  struct bytes here = {NULL, 0};
  char *absolute = source_paths_absolute(foreign->paths, here, name);
  const char *shown = source_paths_shown(foreign->paths, absolute);
  const char *path =
      foreign_text(foreign, (struct bytes){(const unsigned char *)shown, strlen(shown)});
  free(absolute);
  return path;
}

const char *foreign_text(struct foreign *foreign, struct bytes text) {
  size_t number = key_table_add(foreign->texts, text.data, text.size);
  return (const char *)key_table_key(foreign->texts, number).data;
}

const char *foreign_function_name(struct foreign *foreign, const struct foreign_file *file,
                                  struct bytes name) {
  const char *base = basename(file->absolute);
  size_t size = strlen(base);
  const unsigned char *at = memmem(name.data, name.size, base, size);
  size_t skipped = at ? (size_t)(at - name.data) + size + 1 : 0;
  if (at && skipped < name.size && (at[size] == ':' || at[size] == ';')) {
    name.data += skipped;
    name.size -= skipped;
  }
  return foreign_text(foreign, name);
}

void foreign_line_add(struct foreign_file *file, struct foreign_line line) {
  file->lines = xgrow(file->lines, file->line_count, &file->line_capacity, sizeof line);
  file->lines[file->line_count++] = line;
}

void foreign_function_add(struct foreign_file *file, struct foreign_function function) {
  file->functions =
      xgrow(file->functions, file->function_count, &file->function_capacity, sizeof function);
  file->functions[file->function_count++] = function;
}

void foreign_branch_add(struct foreign_file *file, struct foreign_branch branch) {
  file->branches = xgrow(file->branches, file->branch_count, &file->branch_capacity, sizeof branch);
  file->branches[file->branch_count++] = branch;
}

void foreign_condition_add(struct foreign_file *file, struct foreign_condition condition) {
  file->conditions =
      xgrow(file->conditions, file->condition_count, &file->condition_capacity, sizeof condition);
  file->conditions[file->condition_count++] = condition;
}

size_t foreign_count(const struct foreign *foreign) { return key_table_count(foreign->absolutes); }

struct foreign_file *foreign_at(const struct foreign *foreign, size_t number) {
  return &foreign->files[number];
}

bool foreign_has(const struct foreign *foreign, const char *absolute) {
  return foreign &&
         key_table_find(foreign->absolutes, absolute, strlen(absolute)) != KEY_TABLE_NONE;
}

// ---- Uniting ------------------------------------------------------------------------------------

static int by_line(const void *left, const void *right) {
  const struct foreign_line *a = left, *b = right;
  return order_u32(a->line, b->line);
}

static int by_function(const void *left, const void *right) {
  const struct foreign_function *a = left, *b = right;
  int order = order_u32(a->line, b->line);
  order = order ? order : order_u32(a->column, b->column);
  return order ? order : strcmp(a->name, b->name);
}

// The shorter first, so that 10 comes behind 9.
static int name_order(const char *a, const char *b) {
  size_t a_size = strlen(a), b_size = strlen(b);
  return a_size != b_size ? (a_size > b_size) - (a_size < b_size) : strcmp(a, b);
}

static int by_branch(const void *left, const void *right) {
  const struct foreign_branch *a = left, *b = right;
  int order = order_u32(a->line, b->line);
  order = order ? order : order_u32(a->block, b->block);
  return order ? order : name_order(a->name, b->name);
}

static int by_condition(const void *left, const void *right) {
  const struct foreign_condition *a = left, *b = right;
  int order = order_u32(a->line, b->line);
  order = order ? order : order_u32(a->column, b->column);
  order = order ? order : order_u32(a->end_line, b->end_line);
  order = order ? order : order_u32(a->end_column, b->end_column);
  if (order || !a->macro_path || !b->macro_path)
    return order ? order : (a->macro_path != NULL) - (b->macro_path != NULL);
  order = strcmp(a->macro_path, b->macro_path);
  order = order ? order : order_u32(a->macro_line, b->macro_line);
  order = order ? order : order_u32(a->macro_column, b->macro_column);
  order = order ? order : order_u32(a->macro_end_line, b->macro_end_line);
  return order ? order : order_u32(a->macro_end_column, b->macro_end_column);
}

// A function with a column is the same as another that begins there, whatever the names: they are
// instantiations of one template, and the first name stands for all.
static bool functions_unite(void *into, const void *from) {
  struct foreign_function *a = into;
  const struct foreign_function *b = from;
  bool same = a->line == b->line && a->column == b->column;
  if (!same || (!a->column && strcmp(a->name, b->name)))
    return false;
  a->covered |= b->covered;
  return true;
}

static bool lines_unite(void *into, const void *from) {
  struct foreign_line *a = into;
  const struct foreign_line *b = from;
  if (by_line(a, b))
    return false;
  a->covered |= b->covered;
  return true;
}

static bool branches_unite(void *into, const void *from) {
  struct foreign_branch *a = into;
  const struct foreign_branch *b = from;
  if (by_branch(a, b))
    return false;
  a->covered |= b->covered;
  a->exception &= b->exception;
  return true;
}

static bool conditions_unite(void *into, const void *from) {
  struct foreign_condition *a = into;
  const struct foreign_condition *b = from;
  if (by_condition(a, b))
    return false;
  a->covered[0] |= b->covered[0];
  a->covered[1] |= b->covered[1];
  a->folded &= b->folded;
  return true;
}

// Sorts a table, and has `unite` add each element to the one before if they are the same. Returns
// how many are left.
static size_t table_unite(void *table, size_t count, size_t size,
                          int (*order)(const void *, const void *),
                          bool (*unite)(void *into, const void *from)) {
  char *elements = table, *last = NULL;
  if (count)
    qsort(table, count, size, order);
  for (size_t i = 0; i < count; i++) {
    const char *element = elements + i * size;
    if (last && unite(last, element))
      continue;
    last = last ? last + size : elements;
    memmove(last, element, size);
  }
  return last ? (size_t)(last - elements) / size + 1 : 0;
}

void foreign_file_unite(struct foreign_file *file) {
  file->line_count =
      table_unite(file->lines, file->line_count, sizeof *file->lines, by_line, lines_unite);
  file->function_count = table_unite(file->functions, file->function_count, sizeof *file->functions,
                                     by_function, functions_unite);
  file->branch_count = table_unite(file->branches, file->branch_count, sizeof *file->branches,
                                   by_branch, branches_unite);
  file->condition_count = table_unite(file->conditions, file->condition_count,
                                      sizeof *file->conditions, by_condition, conditions_unite);
}
