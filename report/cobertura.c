// The report as Cobertura XML, as its DTD coverage-04 has it: a package is a directory, a class a
// file, a condition a site.
//
// Rates have four decimals and never round to 1 or 0; of nothing they are 1, as Cobertura's own
// are, since the format has no way to say that there is none: look at lines-valid and
// branches-valid.
#include "formats.h"
#include "left_out.h"
#include "line_figures.h"
#include "percent.h"
#include "put.h"
#include "report_date.h"
#include "version.h"
#include "xmalloc.h"
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

// ---- Rates --------------------------------------------------------------------------------------

static void rate_put(struct buffer *out, const char *name, const struct tally *tally) {
  char percent[PERCENT_TEXT_SIZE];
  unsigned whole = 100, hundredths = 0;
  percent_print(percent, tally->covered, tally->count, 2);
  if (tally->count)
    sscanf(percent, "%u.%u", &whole, &hundredths);
  put_format(out, " %s=\"%u.%02u%02u\"", name, whole / 100, whole % 100, hundredths);
}

static void rates_put(struct buffer *out, const struct tally *lines, const struct tally *branches) {
  rate_put(out, "line-rate", lines);
  rate_put(out, "branch-rate", branches);
  put_text(out, " complexity=\"0\"");
}

// ---- Methods ------------------------------------------------------------------------------------

// A name of functions in a file, and what the sites in them came to.
struct method {
  const char *name;
  struct tally branches;
};

static int by_name(const void *left, const void *right) {
  const struct method *a = left, *b = right;
  return strcmp(a->name, b->name);
}

// The names of the file's functions, each once, sorted. The caller frees the array.
static struct method *methods_new(const struct coverage_file *file, size_t *count) {
  struct method *methods = xcalloc(file->function_count + 1, sizeof *methods);
  size_t unique = 0;
  for (size_t i = 0; i < file->function_count; i++)
    methods[i].name = file->functions[i].name;
  qsort(methods, file->function_count, sizeof *methods, by_name);
  for (size_t i = 0; i < file->function_count; i++)
    if (!unique || strcmp(methods[unique - 1].name, methods[i].name))
      methods[unique++] = methods[i];
  *count = unique;
  for (size_t i = 0; i < file->site_count; i++) {
    struct method wanted = {.name = file->sites[i].function};
    struct method *found = bsearch(&wanted, methods, unique, sizeof *methods, by_name);
    if (found)
      tally_site(&found->branches, &file->sites[i]);
  }
  return methods;
}

static void method_write(struct buffer *out, const struct coverage_function *function,
                         const struct tally *branches) {
  struct tally self = {.count = 1, .covered = function->covered};
  put_text(out, "<method name=\"");
  put_xml(out, function->name);
  put_text(out, "\" signature=\"\"");
  rates_put(out, &self, branches);
  put_format(out, "><lines><line number=\"%" PRIu32 "\" hits=\"%d\"/></lines></method>\n",
             function->line, function->covered);
}

static void methods_write(struct buffer *out, const struct coverage_file *file) {
  size_t count;
  struct method *methods = methods_new(file, &count);
  put_text(out, "<methods>\n");
  for (size_t i = 0; i < file->function_count; i++) {
    struct method wanted = {.name = file->functions[i].name};
    const struct method *found = bsearch(&wanted, methods, count, sizeof *methods, by_name);
    if (file->functions[i].why.reason == FASTCOV_REASON_COUNTED)
      method_write(out, &file->functions[i], &found->branches);
  }
  put_text(out, "</methods>\n");
  free(methods);
}

// ---- Lines --------------------------------------------------------------------------------------

static void condition_write(struct buffer *out, const struct coverage_site *site, size_t number) {
  struct tally tally = {0};
  char percent[PERCENT_TEXT_SIZE];
  tally_site(&tally, site);
  percent_print(percent, tally.covered, tally.count, 0);
  put_text(out, "<condition number=\"");
  put_number(out, number);
  put_text(out, site->kind == FASTCOV_SITE_SWITCH ? "\" type=\"switch" : "\" type=\"jump");
  put_text(out, "\" coverage=\"");
  put_text(out, percent);
  put_text(out, "%\"/>");
}

static void conditions_write(struct buffer *out, const struct line_figure *line) {
  size_t number = 0;
  put_text(out, "<conditions>");
  for (size_t i = 0; i < line->site_count; i++) {
    struct tally tally = {0};
    tally_site(&tally, &line->sites[i]);
    if (tally.count)
      condition_write(out, &line->sites[i], number++);
  }
  put_text(out, "</conditions>");
}

static void line_write(struct buffer *out, const struct line_figure *line) {
  char percent[PERCENT_TEXT_SIZE];
  put_text(out, "<line number=\"");
  put_number(out, line->line);
  put_text(out, line->covered ? "\" hits=\"1\"" : "\" hits=\"0\"");
  if (!line->branches.count) {
    put_text(out, "/>\n");
    return;
  }
  percent_print(percent, line->branches.covered, line->branches.count, 0);
  put_format(out, " branch=\"true\" condition-coverage=\"%s%% (%" PRIu64 "/%" PRIu64 ")\">",
             percent, line->branches.covered, line->branches.count);
  conditions_write(out, line);
  put_text(out, "</line>\n");
}

// ---- Classes and packages -----------------------------------------------------------------------

static size_t directory_size(const char *path) {
  const char *slash = strrchr(path, '/');
  return slash ? (size_t)(slash - path) : 0;
}

static void class_write(struct buffer *out, const struct coverage_file *file) {
  size_t directory = directory_size(file->path), count;
  struct line_figure *lines = line_figures(file, &count);
  put_text(out, "<class name=\"");
  put_xml(out, file->path + directory + (file->path[directory] == '/'));
  put_text(out, "\" filename=\"");
  put_xml(out, file->path);
  put_text(out, "\"");
  rates_put(out, &file->summary.lines, &file->summary.branches);
  put_text(out, ">\n");
  methods_write(out, file);
  put_text(out, "<lines>\n");
  for (size_t i = 0; i < count; i++)
    line_write(out, &lines[i]);
  put_text(out, "</lines>\n");
  left_out_put_xml(out, file);
  put_text(out, "</class>\n");
  free(lines);
}

static int directory_order(const struct coverage_file *a, const struct coverage_file *b) {
  size_t x = directory_size(a->path), y = directory_size(b->path);
  int order = memcmp(a->path, b->path, x < y ? x : y);
  return order ? order : (x > y) - (x < y);
}

static int by_directory(const void *left, const void *right) {
  const struct coverage_file *a = *(const struct coverage_file *const *)left;
  const struct coverage_file *b = *(const struct coverage_file *const *)right;
  int order = directory_order(a, b);
  return order ? order : strcmp(a->path, b->path);
}

static void package_write(struct buffer *out, const struct coverage_file **files, size_t count) {
  struct tally lines = {0}, branches = {0};
  char *name = xmemdup(files[0]->path, directory_size(files[0]->path));
  for (size_t i = 0; i < count; i++) {
    tally_add(&lines, &files[i]->summary.lines);
    tally_add(&branches, &files[i]->summary.branches);
  }
  put_text(out, "<package name=\"");
  put_xml(out, *name ? name : ".");
  put_text(out, "\"");
  rates_put(out, &lines, &branches);
  put_text(out, "><classes>\n");
  for (size_t i = 0; i < count; i++)
    class_write(out, files[i]);
  put_text(out, "</classes></package>\n");
  free(name);
}

static void packages_write(struct buffer *out, const struct coverage *coverage) {
  const struct coverage_file **files = xcalloc(coverage->file_count + 1, sizeof *files);
  for (size_t i = 0; i < coverage->file_count; i++)
    files[i] = &coverage->files[i];
  qsort(files, coverage->file_count, sizeof *files, by_directory);
  for (size_t begin = 0, end; begin < coverage->file_count; begin = end) {
    for (end = begin; end < coverage->file_count && !directory_order(files[begin], files[end]);)
      end++;
    package_write(out, files + begin, end - begin);
  }
  free(files);
}

// ---- The document -------------------------------------------------------------------------------

// What shown paths are relative to, as one of them tells; files outside have absolute paths.
static void source_write(struct buffer *out, const struct coverage *coverage) {
  for (size_t i = 0; i < coverage->file_count; i++) {
    const struct coverage_file *file = &coverage->files[i];
    size_t size = strlen(file->absolute), shown = strlen(file->path);
    if (shown >= size)
      continue;
    char *root = xmemdup(file->absolute, size - shown > 1 ? size - shown - 1 : 1);
    put_text(out, "<source>");
    put_xml(out, root);
    put_text(out, "</source>");
    free(root);
    return;
  }
}

void cobertura_write(const struct report *report, struct buffer *out) {
  const struct summary *summary = &report->coverage->summary;
  int64_t date = 0;
  report_date(&date);
  put_text(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE coverage SYSTEM "
                "\"http://cobertura.sourceforge.net/xml/coverage-04.dtd\">\n<coverage");
  rates_put(out, &summary->lines, &summary->branches);
  put_format(out,
             " lines-covered=\"%" PRIu64 "\" lines-valid=\"%" PRIu64
             "\" branches-covered=\"%" PRIu64 "\" branches-valid=\"%" PRIu64
             "\" version=\"fastcov " FASTCOV_VERSION "\" timestamp=\"%" PRId64 "\">\n<sources>",
             summary->lines.covered, summary->lines.count, summary->branches.covered,
             summary->branches.count, date * 1000);
  source_write(out, report->coverage);
  put_text(out, "</sources>\n<packages>\n");
  packages_write(out, report->coverage);
  put_text(out, "</packages>\n</coverage>\n");
}
