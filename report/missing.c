// See missing.h.
#include "missing.h"
#include "put.h"
#include "words.h"
#include "xmalloc.h"
#include <inttypes.h>
#include <stdlib.h>

static void place_put(struct buffer *out, const char *path, uint32_t line, uint32_t column) {
  put_text(out, path);
  put_text(out, ":");
  put_number(out, line);
  put_text(out, ":");
  put_number(out, column);
}

char *outcome_text(const struct coverage_file *file, const struct coverage_site *site,
                   const struct coverage_outcome *outcome) {
  bool labelled = outcome->line != 0;
  char *name = outcome_name(outcome);
  struct buffer text = {0};
  place_put(&text, labelled ? outcome->path : file->path, labelled ? outcome->line : site->line,
            labelled ? outcome->column : site->column);
  put_text(&text, ": ");
  put_text(&text, site_kind_word(site->kind));
  put_text(&text, ": ");
  put_text(&text, name);
  buffer_bytes(&text, "", 1);
  free(name);
  return (char *)text.data;
}

char *macro_text(const struct coverage_site *site) {
  struct buffer text = {0};
  if (site->macro) {
    put_text(&text, site->argument_path ? " (in an argument of macro " : " (in macro ");
    put_text(&text, site->macro);
    put_text(&text, site->argument_path ? ", at " : ", defined at ");
    if (site->argument_path)
      place_put(&text, site->argument_path, site->argument_line, site->argument_column);
    else
      place_put(&text, site->macro_path, site->macro_line, site->macro_column);
    put_text(&text, ")");
  }
  buffer_bytes(&text, "", 1);
  return (char *)text.data;
}

static void missed_print(FILE *out, const struct coverage_file *file,
                         const struct coverage_site *site, const struct coverage_outcome *outcome) {
  char *text = outcome_text(file, site, outcome), *macro = macro_text(site);
  fprintf(out, "%s never taken%s\n", text, macro);
  free(text);
  free(macro);
}

// Names the first `limit` missed outcomes of a site; returns how many there are.
static size_t site_missing(FILE *out, const struct coverage_file *file,
                           const struct coverage_site *site, size_t limit) {
  size_t count = 0;
  for (size_t i = 0; i < site->outcome_count; i++) {
    const struct coverage_outcome *outcome = &site->outcomes[i];
    if (outcome->why.reason != FASTCOV_REASON_COUNTED || outcome->covered)
      continue;
    if (count++ < limit)
      missed_print(out, file, site, outcome);
  }
  return count;
}

void missing_site(FILE *out, const struct coverage_file *file, const struct coverage_site *site,
                  const struct quoting *quoting) {
  if (site_missing(out, file, site, SIZE_MAX))
    quote_site(out, quoting, file, site);
}

size_t missing_outcomes(FILE *out, const struct coverage_file *file, size_t limit,
                        const struct quoting *quoting) {
  size_t count = 0;
  for (size_t i = 0; i < file->site_count; i++) {
    size_t here = site_missing(out, file, &file->sites[i], count < limit ? limit - count : 0);
    if (here && count < limit)
      quote_site(out, quoting, file, &file->sites[i]);
    count += here;
  }
  return count;
}

char *function_text(const struct coverage_file *file, const struct coverage_function *function) {
  return xasprintf("%s:%" PRIu32 ":%" PRIu32 ": function %s", file->path, function->line,
                   function->column, function->name);
}

size_t missing_functions(FILE *out, const struct coverage_file *file, size_t limit) {
  size_t count = 0;
  for (size_t i = 0; i < file->function_count; i++) {
    const struct coverage_function *function = &file->functions[i];
    if (function->covered || function->why.reason != FASTCOV_REASON_COUNTED || count++ >= limit)
      continue;
    char *text = function_text(file, function);
    fprintf(out, "%s never called\n", text);
    free(text);
  }
  return count;
}

char *lines_text(const struct coverage_file *file, size_t first, size_t last) {
  uint32_t begin = file->lines[first].line, end = file->lines[last].line;
  if (begin == end)
    return xasprintf("%s:%" PRIu32 ": line", file->path, begin);
  return xasprintf("%s:%" PRIu32 "-%" PRIu32 ": lines", file->path, begin, end);
}

static void lines_print(FILE *out, const struct coverage_file *file, size_t first, size_t last) {
  char *text = lines_text(file, first, last);
  fprintf(out, "%s never run\n", text);
  free(text);
}

static bool line_missed(const struct coverage_line *line) {
  return !line->covered && line->why.reason == FASTCOV_REASON_COUNTED;
}

size_t missing_lines(FILE *out, const struct coverage_file *file, size_t limit) {
  size_t count = 0;
  for (size_t i = 0; i < file->line_count; i++) {
    if (!line_missed(&file->lines[i]))
      continue;
    size_t first = i;
    while (i + 1 < file->line_count && line_missed(&file->lines[i + 1]))
      i++;
    if (count++ < limit)
      lines_print(out, file, first, i);
  }
  return count;
}
