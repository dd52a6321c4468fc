// The report as an LCOV tracefile, for lcov, genhtml and the many that read it. See geninfo(1).
//
// Paths are absolute, as geninfo writes them, so that genhtml finds the sources from anywhere. What
// is left out of the count is named in comments. lcov 1.16 takes a function's name to end at a
// comma and to be unique in its file, so commas become semicolons, and where a file has several
// functions of a name (lambdas, static functions under #if), their places are appended.
#include "digest.h"
#include "formats.h"
#include "left_out.h"
#include "line_figures.h"
#include "put.h"
#include "xmalloc.h"
#include <stdlib.h>
#include <string.h>

static void row_begin(struct buffer *out, const char *word, uint64_t number) {
  put_text(out, word);
  put_number(out, number);
}

static void row(struct buffer *out, const char *word, uint64_t number) {
  row_begin(out, word, number);
  put_text(out, "\n");
}

// ---- Functions ----------------------------------------------------------------------------------

static int by_name(const void *left, const void *right) {
  const struct coverage_function *a = *(const struct coverage_function *const *)left;
  const struct coverage_function *b = *(const struct coverage_function *const *)right;
  int order = strcmp(a->name, b->name);
  return order ? order : (a > b) - (a < b);
}

// For each function of the file, whether it shares its name. The caller frees the array.
static bool *names_shared(const struct coverage_file *file) {
  size_t count = file->function_count;
  const struct coverage_function **sorted = xcalloc(count + 1, sizeof *sorted);
  bool *shared = xcalloc(count + 1, sizeof *shared);
  for (size_t i = 0; i < count; i++)
    sorted[i] = &file->functions[i];
  qsort(sorted, count, sizeof *sorted, by_name);
  for (size_t i = 1; i < count; i++)
    if (!strcmp(sorted[i - 1]->name, sorted[i]->name))
      shared[sorted[i - 1] - file->functions] = shared[sorted[i] - file->functions] = true;
  free(sorted);
  return shared;
}

static void name_put(struct buffer *out, const struct coverage_function *function, bool shared) {
  size_t begin = out->size;
  put_in_line(out, function->name);
  for (size_t i = begin; i < out->size; i++)
    if (out->data[i] == ',')
      out->data[i] = ';';
  if (shared)
    put_format(out, "@%u:%u", function->line, function->column);
  put_text(out, "\n");
}

static void functions_write(struct buffer *out, const struct coverage_file *file) {
  bool *shared = names_shared(file);
  for (size_t i = 0; i < file->function_count; i++) {
    if (file->functions[i].why.reason != FASTCOV_REASON_COUNTED)
      continue;
    row_begin(out, "FN:", file->functions[i].line);
    put_text(out, ",");
    name_put(out, &file->functions[i], shared[i]);
    row_begin(out, "FNDA:", file->functions[i].covered);
    put_text(out, ",");
    name_put(out, &file->functions[i], shared[i]);
  }
  free(shared);
  row(out, "FNF:", file->summary.functions.count);
  row(out, "FNH:", file->summary.functions.covered);
}

// ---- Branches and lines -------------------------------------------------------------------------

// Of each site a block, numbered within its line; a branch that was never come to has a dash.
static void site_write(struct buffer *out, const struct coverage_site *site, size_t block) {
  bool reached = line_figures_reached(site);
  for (size_t i = 0; i < site->outcome_count; i++) {
    if (site->outcomes[i].why.reason != FASTCOV_REASON_COUNTED)
      continue;
    row_begin(out, "BRDA:", site->line);
    row_begin(out, ",", block);
    row_begin(out, ",", i);
    put_text(out, site->outcomes[i].covered ? ",1\n" : reached ? ",0\n" : ",-\n");
  }
}

static void branches_write(struct buffer *out, const struct coverage_file *file) {
  size_t block = 0;
  for (size_t i = 0; i < file->site_count; i++) {
    block = i && file->sites[i].line == file->sites[i - 1].line ? block + 1 : 0;
    site_write(out, &file->sites[i], block);
  }
  if (!file->summary.branches.count)
    return; // as geninfo has it
  row(out, "BRF:", file->summary.branches.count);
  row(out, "BRH:", file->summary.branches.covered);
}

// `text` is NULL if no checksums are wanted.
static void lines_write(struct buffer *out, const struct coverage_file *file,
                        const struct source_text *text) {
  char sum[MD5_BASE64_SIZE];
  for (size_t i = 0; i < file->line_count; i++) {
    const struct coverage_line *line = &file->lines[i];
    if (line->why.reason != FASTCOV_REASON_COUNTED)
      continue;
    row_begin(out, "DA:", line->line);
    put_text(out, line->covered ? ",1" : ",0");
    if (text && line->line <= text->line_count) {
      md5_base64(source_text_line(text, line->line), sum);
      put_text(out, ",");
      put_text(out, sum);
    }
    put_text(out, "\n");
  }
  row(out, "LF:", file->summary.lines.count);
  row(out, "LH:", file->summary.lines.covered);
}

void lcov_write(const struct report *report, struct buffer *out) {
  const struct coverage *coverage = report->coverage;
  for (size_t i = 0; i < coverage->file_count; i++) {
    const struct coverage_file *file = &coverage->files[i];
    put_text(out, "TN:\nSF:");
    put_in_line(out, file->absolute);
    put_text(out, "\n");
    functions_write(out, file);
    branches_write(out, file);
    lines_write(out, file,
                report->view.checksums ? source_texts_find(report->sources, file->absolute) : NULL);
    left_out_put_lines(out, file);
    put_text(out, "end_of_record\n");
  }
}
