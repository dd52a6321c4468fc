// The report as a table for spreadsheets: a row a file, and no row for totals, which would be
// counted twice. RFC 4180, in UTF-8. A percentage of nothing is an empty field.
//
// A spreadsheet takes a field that begins like a formula for one, so such paths get an apostrophe
// in front, which is how one is told that it is text.
#include "formats.h"
#include "percent.h"
#include "put.h"
#include <stdlib.h>
#include <string.h>

// Where a path needs quotes, its own are doubled.
static void path_put(struct buffer *out, const char *path) {
  bool formula = path[strspn(path, " ")] && strchr("=+-@\t\r\n", path[strspn(path, " ")]);
  struct buffer text = {0};
  if (!formula && !strpbrk(path, "\",;\n\r\t")) {
    put_utf8(out, path);
    return;
  }
  put_utf8(&text, path);
  put_text(out, formula ? "\"'" : "\"");
  for (size_t i = 0; i < text.size; i++)
    buffer_bytes(out, text.data[i] == '"' ? "\"\"" : (const char *)text.data + i,
                 text.data[i] == '"' ? 2 : 1);
  put_text(out, "\"");
  free(text.data);
}

static void tally_put(struct buffer *out, const struct tally *tally, int precision) {
  char percent[PERCENT_TEXT_SIZE] = "";
  if (tally->count)
    percent_print(percent, tally->covered, tally->count, precision);
  put_text(out, ",");
  put_number(out, tally->count);
  put_text(out, ",");
  put_number(out, tally->covered);
  put_text(out, ",");
  put_number(out, tally->excluded);
  put_text(out, ",");
  put_text(out, percent);
}

void csv_write(const struct report *report, struct buffer *out) {
  put_text(out, "path,branch_total,branch_covered,branch_excluded,branch_percent,"
                "line_total,line_covered,line_excluded,line_percent,"
                "function_total,function_covered,function_excluded,function_percent\r\n");
  for (size_t i = 0; i < report->coverage->file_count; i++) {
    const struct coverage_file *file = &report->coverage->files[i];
    path_put(out, file->path);
    tally_put(out, &file->summary.branches, report->view.precision);
    tally_put(out, &file->summary.lines, report->view.precision);
    tally_put(out, &file->summary.functions, report->view.precision);
    put_text(out, "\r\n");
  }
}
