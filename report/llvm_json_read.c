// See llvm_json_read.h. The lines follow LLVM's LineCoverageStats: the count of a line is that of
// the region that wraps it or, if that is more, of one that begins in it.
#include "llvm_json_read.h"
#include <cjson/cJSON.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// No source has more lines; a number beyond would have us count lines that nobody wrote.
#define LINES_MOST (1u << 22)

struct reader {
  struct foreign *into;
  struct fault *fault;
  char where[80]; // what is being read: data[0].files[3]
};

// ---- Values -------------------------------------------------------------------------------------

// The array `key` of an object.
static bool array_get(struct reader *reader, const cJSON *object, const char *key,
                      const cJSON **array) {
  *array = cJSON_GetObjectItemCaseSensitive(object, key);
  return cJSON_IsArray(*array) || fault_damaged(reader->fault, "no array '%s'", key);
}

static bool text_get(struct reader *reader, const cJSON *text, const char *what,
                     struct bytes *bytes) {
  if (!cJSON_IsString(text) || !*text->valuestring)
    return fault_damaged(reader->fault, "no %s", what);
  *bytes = (struct bytes){(const unsigned char *)text->valuestring, strlen(text->valuestring)};
  return true;
}

// The first `count` elements of an array, of numbers or booleans; none is negative.
static bool numbers_get(struct reader *reader, const cJSON *array, const char *what, double *into,
                        size_t count) {
  const cJSON *element = cJSON_IsArray(array) ? array->child : NULL;
  for (size_t i = 0; i < count; i++, element = element->next) {
    if (!element || !(cJSON_IsNumber(element) || cJSON_IsBool(element)))
      return fault_damaged(reader->fault, "a %s is not an array of at least %zu numbers", what,
                           count);
    into[i] = cJSON_IsBool(element) ? cJSON_IsTrue(element) : element->valuedouble;
    if (!(into[i] >= 0))
      return fault_damaged(reader->fault, "a %s has a number below 0", what);
  }
  return true;
}

// Lines and columns, of which there are `count` at `numbers`.
static bool places_check(struct reader *reader, const char *what, const double *numbers,
                         size_t count) {
  for (size_t i = 0; i < count; i++)
    if (numbers[i] < 1 || numbers[i] > FOREIGN_PLACE_MOST)
      return fault_damaged(reader->fault, "a %s has %.0f for a line or column", what, numbers[i]);
  return true;
}

// ---- Segments -----------------------------------------------------------------------------------

// The text from here to the next segment.
struct segment {
  uint32_t line, column;
  bool ran, counted, entry, gap;
};

static bool segment_read(struct reader *reader, const cJSON *json, struct segment *segment) {
  double numbers[6] = {0};
  size_t count = cJSON_GetArraySize(json) == 5 ? 5 : 6; // before LLVM 11 there were no gaps
  if (!numbers_get(reader, json, "segment", numbers, count) ||
      !places_check(reader, "segment", numbers, 2))
    return false;
  *segment = (struct segment){(uint32_t)numbers[0], (uint32_t)numbers[1], numbers[2] > 0,
                              numbers[3] != 0,      numbers[4] != 0,      numbers[5] != 0};
  return true;
}

// All segments of a file; the caller frees them also on failure.
static bool segments_read(struct reader *reader, const cJSON *json, struct segment *segments) {
  size_t i = 0;
  for (const cJSON *at = json->child; at; at = at->next, i++) {
    if (!segment_read(reader, at, &segments[i]))
      return false;
    if (segments[i].line > LINES_MOST)
      return fault_damaged(reader->fault, "segment %zu is at line %u", i, segments[i].line);
    if (i &&
        (segments[i].line < segments[i - 1].line ||
         (segments[i].line == segments[i - 1].line && segments[i].column < segments[i - 1].column)))
      return fault_damaged(reader->fault, "segment %zu comes before the one before it", i);
  }
  return true;
}

static bool region_begins(const struct segment *segment) {
  return !segment->gap && segment->counted && segment->entry;
}

// The line that has the `count` segments at `own`; `wrapping` is the segment before, or NULL.
static void line_judge(struct foreign_file *file, uint32_t line, const struct segment *wrapping,
                       const struct segment *own, size_t count) {
  bool skipped = count && !own->counted && own->entry;
  bool begins = false, ran = wrapping && wrapping->counted && wrapping->ran;
  for (size_t i = 0; i < count; i++) {
    begins |= region_begins(&own[i]);
    ran |= region_begins(&own[i]) && own[i].ran;
  }
  if (begins || (!skipped && wrapping && wrapping->counted))
    foreign_line_add(file, (struct foreign_line){line, ran});
}

// Of the lines between the first and the last segment, those that are code.
static void lines_take(struct foreign_file *file, const struct segment *segments, size_t count) {
  const struct segment *wrapping = NULL;
  for (size_t i = 0; i < count;) {
    size_t here = 1;
    while (i + here < count && segments[i + here].line == segments[i].line)
      here++;
    line_judge(file, segments[i].line, wrapping, &segments[i], here);
    wrapping = &segments[i + here - 1];
    uint32_t next = i + here < count ? segments[i + here].line : segments[i].line + 1;
    for (uint32_t line = segments[i].line + 1; wrapping->counted && line < next; line++)
      line_judge(file, line, wrapping, NULL, 0);
    i += here;
  }
}

// ---- Branches -----------------------------------------------------------------------------------

// A branch is [line, column, end line, end column, true, false, file, expanded file, kind]. `file`
// is an index into `names`.
struct branch {
  double numbers[7];
};

static bool branch_read(struct reader *reader, const cJSON *json, struct branch *branch) {
  return numbers_get(reader, json, "branch", branch->numbers, 7) &&
         places_check(reader, "branch", branch->numbers, 4);
}

static struct foreign_condition branch_condition(const struct branch *branch) {
  const double *numbers = branch->numbers;
  return (struct foreign_condition){
      .line = (uint32_t)numbers[0],
      .column = (uint32_t)numbers[1],
      .end_line = (uint32_t)numbers[2],
      .end_column = (uint32_t)numbers[3],
      .covered = {numbers[4] > 0, numbers[5] > 0},
  };
}

static bool branches_take(struct reader *reader, struct foreign_file *file, const cJSON *json) {
  const cJSON *array = cJSON_GetObjectItemCaseSensitive(json, "branches");
  struct branch branch;
  if (!array) // LLVM 11 has none
    return true;
  if (!cJSON_IsArray(array))
    return fault_damaged(reader->fault, "'branches' is no array");
  for (const cJSON *at = array->child; at; at = at->next) {
    if (!branch_read(reader, at, &branch))
      return false;
    foreign_condition_add(file, branch_condition(&branch));
  }
  return true;
}

// A macro's branches: at the expansion, with the place in the definition beside it.
static bool expansion_take(struct reader *reader, struct foreign_file *file,
                           const cJSON *expansion) {
  const cJSON *names, *branches = cJSON_GetObjectItemCaseSensitive(expansion, "branches");
  const cJSON *region = cJSON_GetObjectItemCaseSensitive(expansion, "source_region");
  double place[4];
  if (!branches)
    return true;
  if (!array_get(reader, expansion, "branches", &branches) ||
      !array_get(reader, expansion, "filenames", &names) ||
      !numbers_get(reader, region, "source_region", place, 4) ||
      !places_check(reader, "source_region", place, 4))
    return false;
  for (const cJSON *at = branches->child; at; at = at->next) {
    struct branch branch;
    struct bytes name;
    if (!branch_read(reader, at, &branch))
      return false;
    double number = branch.numbers[6];
    const cJSON *text = number < 1e6 ? cJSON_GetArrayItem(names, (int)number) : NULL;
    if (!text_get(reader, text, "file name of a branch", &name))
      return false;
    struct foreign_condition condition = branch_condition(&branch);
    condition.macro_path = foreign_path(reader->into, name);
    condition.macro_line = condition.line;
    condition.macro_column = condition.column;
    condition.macro_end_line = condition.end_line;
    condition.macro_end_column = condition.end_column;
    condition.line = (uint32_t)place[0];
    condition.column = (uint32_t)place[1];
    condition.end_line = (uint32_t)place[2];
    condition.end_column = (uint32_t)place[3];
    foreign_condition_add(file, condition);
  }
  return true;
}

static bool expansions_take(struct reader *reader, struct foreign_file *file, const cJSON *json) {
  const cJSON *expansions = cJSON_GetObjectItemCaseSensitive(json, "expansions");
  if (!expansions)
    return true;
  if (!cJSON_IsArray(expansions))
    return fault_damaged(reader->fault, "'expansions' is no array");
  for (const cJSON *at = expansions->child; at; at = at->next)
    if (!expansion_take(reader, file, at))
      return false;
  return true;
}

// True if the code at this place ran.
static bool place_ran(const struct segment *segments, size_t count, uint32_t line,
                      uint32_t column) {
  size_t low = 0, high = count; // the last segment at or before the place is number low - 1
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    const struct segment *at = &segments[middle];
    if (at->line < line || (at->line == line && at->column <= column))
      low = middle + 1;
    else
      high = middle;
  }
  return low && segments[low - 1].counted && segments[low - 1].ran;
}

static bool folded_likely(const struct foreign_condition *condition, const struct segment *segments,
                          size_t count) {
  return !condition->macro_path && !condition->covered[0] && !condition->covered[1] &&
         place_ran(segments, count, condition->line, condition->column);
}

// Conditions where a macro is defined are told at its expansions, too, and count there.
static bool told_twice(const struct foreign_file *file, const struct foreign_condition *condition) {
  for (size_t i = 0; !condition->macro_path && i < file->condition_count; i++) {
    const struct foreign_condition *other = &file->conditions[i];
    if (other->macro_path && other->macro_line == condition->line &&
        other->macro_column == condition->column && !strcmp(other->macro_path, file->path))
      return true;
  }
  return false;
}

// Finds the folded conditions; see llvm_json_read.h.
static void folded_find(struct foreign_file *file, const cJSON *json,
                        const struct segment *segments, size_t count) {
  const cJSON *summary = cJSON_GetObjectItemCaseSensitive(json, "summary");
  const cJSON *branches = cJSON_GetObjectItemCaseSensitive(summary, "branches");
  const cJSON *counted = cJSON_GetObjectItemCaseSensitive(branches, "count");
  double likely = 0, all = 0; // outcomes
  foreign_file_unite(file);
  for (size_t i = 0; i < file->condition_count; i++)
    likely += folded_likely(&file->conditions[i], segments, count) ? 2 : 0;
  for (size_t i = 0; likely > 0 && i < file->condition_count; i++)
    all += told_twice(file, &file->conditions[i]) ? 0 : 2;
  if (!cJSON_IsNumber(counted) || counted->valuedouble + likely > all)
    return;
  for (size_t i = 0; i < file->condition_count; i++)
    file->conditions[i].folded = folded_likely(&file->conditions[i], segments, count);
}

// ---- Files and functions ------------------------------------------------------------------------

static bool file_take(struct reader *reader, const cJSON *json) {
  struct bytes name;
  const cJSON *array;
  if (!text_get(reader, cJSON_GetObjectItemCaseSensitive(json, "filename"), "'filename'", &name))
    return false;
  if (!array_get(reader, json, "segments", &array))
    return false;
  size_t count = (size_t)cJSON_GetArraySize(array);
  struct segment *segments = calloc(count + 1, sizeof *segments);
  struct foreign_file *file = foreign_file(reader->into, name);
  bool right = segments_read(reader, array, segments) && branches_take(reader, file, json) &&
               expansions_take(reader, file, json);
  if (right) {
    lines_take(file, segments, count);
    folded_find(file, json, segments, count);
  }
  free(segments);
  return right;
}

// A function begins where its first region does.
static bool function_take(struct reader *reader, const cJSON *json) {
  const cJSON *names, *regions;
  struct bytes name, file;
  double region[6];
  const cJSON *count = cJSON_GetObjectItemCaseSensitive(json, "count");
  if (!text_get(reader, cJSON_GetObjectItemCaseSensitive(json, "name"), "'name'", &name) ||
      !array_get(reader, json, "filenames", &names) ||
      !array_get(reader, json, "regions", &regions))
    return false;
  if (!cJSON_IsNumber(count))
    return fault_damaged(reader->fault, "no number 'count'");
  if (!regions->child)
    return true;
  if (!numbers_get(reader, regions->child, "region", region, 6) ||
      !places_check(reader, "region", region, 4))
    return false;
  const cJSON *text = region[5] < 1e6 ? cJSON_GetArrayItem(names, (int)region[5]) : NULL;
  if (!text_get(reader, text, "file name of its first region", &file))
    return false;
  struct foreign_file *into = foreign_file(reader->into, file);
  struct foreign_function function = {
      .name = foreign_function_name(reader->into, into, name),
      .line = (uint32_t)region[0],
      .column = (uint32_t)region[1],
      .covered = count->valuedouble > 0,
  };
  foreign_function_add(into, function);
  return true;
}

typedef bool element_taker(struct reader *reader, const cJSON *element);

// All elements of the array `key` of data[number].
static bool elements_take(struct reader *reader, const cJSON *data, size_t number, const char *key,
                          element_taker *take) {
  const cJSON *array;
  snprintf(reader->where, sizeof reader->where, "data[%zu]", number);
  if (!array_get(reader, data, key, &array))
    return false;
  size_t i = 0;
  for (const cJSON *at = array->child; at; at = at->next) {
    snprintf(reader->where, sizeof reader->where, "data[%zu].%s[%zu]", number, key, i++);
    if (!take(reader, at))
      return false;
  }
  return true;
}

static bool export_take(struct reader *reader, const cJSON *json) {
  const cJSON *type = cJSON_GetObjectItemCaseSensitive(json, "type"), *data;
  const cJSON *version = cJSON_GetObjectItemCaseSensitive(json, "version");
  strcpy(reader->where, "JSON");
  if (!cJSON_IsString(type) || strcmp(type->valuestring, "llvm.coverage.json.export")) {
    fault_set(reader->fault, FAULT_FOREIGN, "no llvm-cov export: 'type' is not '%s'",
              "llvm.coverage.json.export");
    return false;
  }
  if (!cJSON_IsString(version) || strspn(version->valuestring, "23") != 1 ||
      version->valuestring[1] != '.') {
    fault_set(reader->fault, FAULT_NEWER, "llvm-cov export of version %.20s, not 2 or 3",
              cJSON_IsString(version) ? version->valuestring : "?");
    return false;
  }
  if (!array_get(reader, json, "data", &data))
    return false;
  size_t number = 0;
  for (const cJSON *at = data->child; at; at = at->next, number++)
    if (!elements_take(reader, at, number, "files", file_take) ||
        !elements_take(reader, at, number, "functions", function_take))
      return false;
  return number || fault_damaged(reader->fault, "'data' is empty");
}

// Where parsing stopped, as people count.
static void position_set(struct fault *fault, const char *begin, const char *stop) {
  size_t line = 1, column = 1;
  for (const char *at = begin; at < stop; at++) {
    line += *at == '\n';
    column = *at == '\n' ? 1 : column + 1;
  }
  fault_set(fault, FAULT_FOREIGN, "line %zu, column %zu: this is no JSON", line, column);
}

enum fault_kind llvm_json_read(struct bytes text, struct foreign *into, struct fault *fault) {
  struct reader reader = {.into = into, .fault = fault};
  const char *begin = text.size ? (const char *)text.data : "", *stop = begin;
  cJSON *json = text.size ? cJSON_ParseWithLengthOpts(begin, text.size, &stop, false) : NULL;
  *fault = (struct fault){0};
  size_t rest = json ? text.size - (size_t)(stop - begin) : 0;
  for (; rest && strchr(" \t\r\n", *stop) && *stop; stop++)
    rest--;
  if (!json || rest)
    position_set(fault, begin, stop);
  else
    export_take(&reader, json);
  if (fault->kind == FAULT_DAMAGED)
    fault_place(fault, "%s", reader.where);
  cJSON_Delete(json);
  return fault->kind;
}
