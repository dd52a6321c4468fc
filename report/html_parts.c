// See html_parts.h.
#include "html_parts.h"
#include "fastcov_hash.h"
#include "percent.h"
#include "xmalloc.h"
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
static void page_name_put(struct buffer *out, const struct coverage_file *file) {
  const char *name = basename(file->path);
  for (size_t i = 0; name[i] && i < 40; i++) {
    char c = name[i];
    bool fine = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                c == '.' || c == '-' || c == '_';
    buffer_bytes(out, fine && (i || c != '.') ? &c : "_", 1);
  }
  put_text(out, ".");
  put_hex(out, fastcov_hash64(file->path, strlen(file->path), 0));
  put_text(out, ".html");
}

char *html_page_name(const struct coverage_file *file) {
  struct buffer name = {0};
  page_name_put(&name, file);
  buffer_bytes(&name, "", 1);
  return (char *)name.data;
}

static void number_put(struct html *html, const char *before, uint64_t number) {
  put_text(&html->out, before);
  put_number(&html->out, number);
}

void html_address(struct html *html, size_t file, uint32_t line) {
  if (html->single) {
    number_put(html, "#f", file);
  } else {
    put_text(&html->out, html->below ? "" : HTML_FILES "/");
    page_name_put(&html->out, &html->report->coverage->files[file]);
    put_text(&html->out, line ? "#" : "");
  }
  if (line)
    number_put(html, "L", line);
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
    number_put(html, ":", line);
  if (column)
    number_put(html, ":", column);
  if (file != SIZE_MAX)
    put_text(&html->out, "</a>");
}

void html_line_id(struct html *html, size_t file, uint32_t line) {
  if (html->single)
    number_put(html, "f", file);
  number_put(html, "L", line);
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
  number_put(html, "<i class=\"b d", width / 10);
  number_put(html, " u", width % 10);
  put_text(&html->out, "\"></i>");
}

void html_tally(struct html *html, const char *what, const struct tally *tally) {
  char percent[PERCENT_TEXT_SIZE];
  percent_print(percent, tally->covered, tally->count, html->report->view.precision);
  number_put(html, "<span class=\"t q", (uint64_t)html_grade(tally));
  put_text(&html->out, "\"><span class=h>");
  put_text(&html->out, what);
  put_text(&html->out, " </span>");
  if (!tally->count) {
    put_text(&html->out, "<span class=z>none</span></span>");
    return;
  }
  html_bar(html, tally);
  put_text(&html->out, "<b>");
  put_text(&html->out, percent);
  number_put(html, "%</b> <span>", tally->covered);
  number_put(html, "/", tally->count);
  put_text(&html->out, "</span></span>");
}

void html_summary(struct html *html, const struct summary *summary) {
  html_tally(html, "branches", &summary->branches);
  html_tally(html, "lines", &summary->lines);
  html_tally(html, "functions", &summary->functions);
}

void html_count(struct html *html, uint64_t count, const char *one, const char *many) {
  number_put(html, "", count);
  put_text(&html->out, " ");
  put_text(&html->out, count == 1 ? one : many);
}
