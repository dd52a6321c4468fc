// See html_parts.h.
#include "html_parts.h"
#include "fastcov_hash.h"
#include "percent.h"
#include "xmalloc.h"
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

size_t html_file_find(const struct html *html, const char *path) {
  const struct coverage *coverage = html->report->coverage;
  const struct coverage_file *file = coverage_file_find(coverage, path);
  return file ? (size_t)(file - coverage->files) : SIZE_MAX;
}

const struct source_text *html_source_text(const struct html *html, const char *path) {
  const struct report *report = html->report;
  const struct coverage_file *file = coverage_file_find(report->coverage, path);
  struct bytes root = {(const unsigned char *)".", 1};
  struct bytes name = {(const unsigned char *)path, strlen(path)};
  char *absolute =
      file ? xstrdup(file->absolute) : source_paths_absolute(report->paths, root, name);
  const struct source_text *text = source_texts_find(report->sources, absolute);
  free(absolute);
  return text;
}

// Letters of the file's own name for people, a hash of the path for uniqueness.
char *html_page_name(const struct coverage_file *file) {
  char name[41];
  size_t size = 0;
  for (const char *at = basename(file->path); *at && size < sizeof name - 1; at++) {
    bool fine = (*at >= 'a' && *at <= 'z') || (*at >= 'A' && *at <= 'Z') ||
                (*at >= '0' && *at <= '9') || *at == '.' || *at == '-' || *at == '_';
    name[size] = fine && (size || *at != '.') ? *at : '_';
    size++;
  }
  name[size] = 0;
  return xasprintf("%s.%016" PRIx64 ".html", name,
                   fastcov_hash64((const unsigned char *)file->path, strlen(file->path), 0));
}

void html_address(struct html *html, size_t file, uint32_t line) {
  if (html->single) {
    put_format(&html->out, "#f%zu", file);
  } else {
    char *name = html_page_name(&html->report->coverage->files[file]);
    put_format(&html->out, "%s%s%s", html->below ? "" : HTML_FILES "/", name, line ? "#" : "");
    free(name);
  }
  if (line)
    put_format(&html->out, "L%" PRIu32, line);
}

void html_place(struct html *html, const char *path, uint32_t line, uint32_t column) {
  size_t file = html_file_find(html, path);
  if (file != SIZE_MAX) {
    put_text(&html->out, "<a href=\"");
    html_address(html, file, line);
    put_text(&html->out, "\">");
  }
  html_string(&html->out, path);
  if (line)
    put_format(&html->out, ":%" PRIu32, line);
  if (column)
    put_format(&html->out, ":%" PRIu32, column);
  if (file != SIZE_MAX)
    put_text(&html->out, "</a>");
}

void html_line_id(struct html *html, size_t file, uint32_t line) {
  if (html->single) {
    put_text(&html->out, "f");
    put_number(&html->out, file);
  }
  put_text(&html->out, "L");
  put_number(&html->out, line);
}

int html_grade(const struct tally *tally) {
  if (!tally->count)
    return 6;
  if (tally->covered == tally->count)
    return 5;
  if (!tally->covered)
    return 0;
  uint64_t percent = tally->covered * 100 / tally->count;
  return percent < 50 ? 1 : percent < 75 ? 2 : percent < 90 ? 3 : 4;
}

// In whole per cent, by a class each for tens and units, since a policy may forbid styles in place.
void html_bar(struct html *html, const struct tally *tally) {
  uint64_t width = tally->covered * 100 / tally->count;
  width = !width && tally->covered ? 1 : width; // what is not nothing is seen
  put_format(&html->out, "<i class=\"b d%" PRIu64 " u%" PRIu64 "\"></i>", width / 10, width % 10);
}

void html_tally(struct html *html, const char *what, const struct tally *tally) {
  char percent[PERCENT_TEXT_SIZE];
  percent_print(percent, tally->covered, tally->count, html->report->view.precision);
  put_format(&html->out, "<span class=\"t q%d\"><span class=h>%s </span>", html_grade(tally), what);
  if (!tally->count) {
    put_text(&html->out, "<span class=z>none</span></span>");
    return;
  }
  html_bar(html, tally);
  put_format(&html->out, "<b>%s%%</b> <span>%" PRIu64 "/%" PRIu64 "</span></span>", percent,
             tally->covered, tally->count);
}

void html_summary(struct html *html, const struct summary *summary) {
  html_tally(html, "branches", &summary->branches);
  html_tally(html, "lines", &summary->lines);
  html_tally(html, "functions", &summary->functions);
}

void html_count(struct html *html, uint64_t count, const char *one, const char *many) {
  put_format(&html->out, "%" PRIu64 " %s", count, count == 1 ? one : many);
}
