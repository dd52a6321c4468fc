// The report as a table for spreadsheets: a row a file, and no row for totals, which would be
// counted twice. RFC 4180, in UTF-8. A percentage of nothing is an empty field.
//
// A spreadsheet takes a field that begins like a formula for one, so such paths get an apostrophe
// in front, which is how one is told that it is text.
#include "formats.h"
#include "percent.h"
#include "put.h"
#include <string.h>

static bool quote_special(struct buffer *out, unsigned char c) {
  if (c == '"')
    put_text(out, "\"\"");
  return c == '"';
}

// Where a path needs quotes, its own are doubled.
static void path_put(struct buffer *out, const char *path) {
  bool formula = path[strspn(path, " ")] && strchr("=+-@\t\r\n", path[strspn(path, " ")]);
  if (!formula && !strpbrk(path, "\",;\n\r\t")) {
    put_utf8(out, path);
    return;
  }
  put_text(out, formula ? "\"'" : "\"");
  put_spelled(out, path, quote_special);
  put_text(out, "\"");
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
