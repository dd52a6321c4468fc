// The report as Coveralls' API takes it: of each file a number or null a line, and its branches in
// fours: line, block, branch, count. What sends it adds the repository, its token and the job.
#include "digest.h"
#include "formats.h"
#include "line_figures.h"
#include "put.h"
#include "report_date.h"
#include <inttypes.h>
#include <stdlib.h>
#include <time.h>

static void lines_write(struct buffer *out, const struct line_figure *lines, size_t count,
                        size_t line_count) {
  size_t at = 0;
  put_text(out, ",\"coverage\":[");
  for (size_t line = 1; line <= line_count; line++) {
    bool code = at < count && lines[at].line == line;
    put_text(out, line > 1 ? "," : "");
    put_text(out, code ? lines[at].covered ? "1" : "0" : "null");
    at += code;
  }
  put_text(out, "]");
}

static void branches_write(struct buffer *out, const struct coverage_file *file) {
  const char *separator = "";
  size_t block = 0;
  put_text(out, ",\"branches\":[");
  for (size_t i = 0; i < file->site_count; i++) {
    const struct coverage_site *site = &file->sites[i];
    block = i && site->line == site[-1].line ? block + 1 : 0;
    for (size_t j = 0; j < site->outcome_count; j++) {
      if (site->outcomes[j].why.reason != FASTCOV_REASON_COUNTED)
        continue;
      put_format(out, "%s%" PRIu32 ",%zu,%zu,%d", separator, site->line, block, j,
                 site->outcomes[j].covered);
      separator = ",";
    }
  }
  put_text(out, "]");
}

// Where a source is not here, its array ends with the last line that is known.
static void file_write_one(struct buffer *out, const struct coverage_file *file,
                           const struct source_text *text) {
  size_t count;
  struct line_figure *lines = line_figures(file, &count);
  size_t last = count ? lines[count - 1].line : 0;
  put_text(out, "{\"name\":");
  put_json(out, file->path);
  if (text->present) {
    char digest[MD5_HEX_SIZE];
    md5_hex(text->content, digest);
    put_format(out, ",\"source_digest\":\"%s\"", digest);
  }
  lines_write(out, lines, count, text->line_count > last ? text->line_count : last);
  branches_write(out, file);
  put_text(out, "}");
  free(lines);
}

static void date_write(struct buffer *out) {
  int64_t seconds;
  struct tm date;
  char text[40];
  if (!report_date(&seconds) || !gmtime_r(&(time_t){seconds}, &date))
    return;
  strftime(text, sizeof text, "%Y-%m-%d %H:%M:%S +0000", &date);
  put_format(out, "\"run_at\":\"%s\",", text);
}

void coveralls_write(const struct report *report, struct buffer *out) {
  put_text(out, "{");
  date_write(out);
  put_text(out, "\"source_files\":[");
  for (size_t i = 0; i < report->coverage->file_count; i++) {
    const struct coverage_file *file = &report->coverage->files[i];
    put_text(out, i ? ",\n" : "\n");
    file_write_one(out, file, source_texts_find(report->sources, file->absolute));
  }
  put_text(out, "]}\n");
}
