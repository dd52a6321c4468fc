// See html.h. The pages' style and script are report/html/*, which the build puts into the program.
#include "html.h"
#include "digest.h"
#include "file_bytes.h"
#include "html_assets.h"
#include "html_overview.h"
#include "html_source.h"
#include "report_date.h"
#include "version.h"
#include "xmalloc.h"
#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

// ---- The frame of a page ------------------------------------------------------------------------

// Style and script: beside the pages, or in the page, which then allows just these by their hashes.
static void assets_link(struct html *html) {
  struct buffer *out = &html->out;
  const char *up = html->below ? "../" : "";
  if (!html->single) {
    put_format(out,
               "<link rel=stylesheet href=\"%spages.css\"><script defer src=\"%spages.js\">"
               "</script>\n",
               up, up);
    return;
  }
  char css[SHA256_BASE64_SIZE], js[SHA256_BASE64_SIZE];
  sha256_base64(html_asset_css(), css);
  sha256_base64(html_asset_js(), js);
  put_format(out,
             "<meta http-equiv=Content-Security-Policy content=\"default-src 'none'; style-src "
             "'sha256-%s'; script-src 'sha256-%s'; base-uri 'none'; form-action 'none'\">\n"
             "<style>",
             css, js);
  buffer_bytes(out, html_asset_css().data, html_asset_css().size);
  put_text(out, "</style>\n");
}

static void page_begin(struct html *html, const char *title, const char *kind) {
  struct buffer *out = &html->out;
  put_text(out, "<!DOCTYPE html>\n<html lang=en>\n<head><meta charset=utf-8>\n"
                "<meta name=viewport content=\"width=device-width,initial-scale=1\">\n"
                "<meta name=color-scheme content=\"light dark\">\n");
  assets_link(html);
  put_text(out, "<title>");
  html_attribute(out, title);
  put_format(out, "</title></head>\n<body class=%s>\n", kind);
}

static void date_write(struct buffer *out) {
  int64_t seconds;
  char text[32];
  struct tm date;
  if (report_date(&seconds) && gmtime_r(&(time_t){seconds}, &date) &&
      strftime(text, sizeof text, "%Y-%m-%d %H:%M", &date))
    put_format(out, " · %s UTC", text);
}

static void page_end(struct html *html) {
  struct buffer *out = &html->out;
  put_text(out, "<footer>fastcov " FASTCOV_VERSION);
  date_write(out);
  put_text(out, " · whether it ran, not how often</footer>\n");
  if (html->single) {
    put_text(out, "<script>");
    buffer_bytes(out, html_asset_js().data, html_asset_js().size);
    put_text(out, "</script>\n");
  }
  put_text(out, "</body></html>\n");
}

// ---- The two kinds of page ----------------------------------------------------------------------

static void overview_part(struct html *html) {
  put_text(&html->out, "<main><header><h1>Coverage</h1></header>\n");
  html_overview(html);
  put_text(&html->out, "</main>\n");
}

static void source_heading(struct html *html, size_t number) {
  const struct coverage_file *file = &html->report->coverage->files[number];
  struct buffer *out = &html->out;
  put_format(out, "<main><header><a class=up href=\"%s\">All files</a><h1>",
             html->single ? "#" : "../index.html");
  html_string(out, file->path);
  put_text(out, "</h1><div class=sum>");
  html_summary(html, &file->summary);
  put_text(out, "</div></header>\n");
}

static void source_part(struct html *html, size_t number) {
  source_heading(html, number);
  html_source(html, number);
  put_text(&html->out, "</main>\n");
}

// ---- Reports of many files ----------------------------------------------------------------------

static enum fault_kind directory_make(const char *path, struct fault *fault) {
  if (mkdir(path, 0777) && errno != EEXIST)
    return fault_system(fault, "cannot make the directory", errno);
  return FAULT_NONE;
}

static enum fault_kind page_save(const char *directory, const char *name, struct bytes page,
                                 struct fault *fault) {
  char *path = xasprintf("%s/%s", directory, name);
  file_write_new(path, page.data, page.size, fault);
  free(path);
  return fault->kind;
}

static enum fault_kind out_save(const char *directory, const char *name, struct html *html,
                                struct fault *fault) {
  return page_save(directory, name, (struct bytes){html->out.data, html->out.size}, fault);
}

static enum fault_kind sources_save(struct html *html, const char *directory, struct fault *fault) {
  html->below = true;
  for (size_t i = 0; i < html->report->coverage->file_count && !fault->kind; i++) {
    const struct coverage_file *file = &html->report->coverage->files[i];
    char *name = html_page_name(file);
    html->out.size = 0;
    page_begin(html, file->path, "source");
    source_part(html, i);
    page_end(html);
    out_save(directory, name, html, fault);
    free(name);
  }
  return fault->kind;
}

static enum fault_kind index_save(struct html *html, const char *directory, struct fault *fault) {
  html->below = false;
  html->out.size = 0;
  page_begin(html, "Coverage", "overview");
  overview_part(html);
  page_end(html);
  return out_save(directory, "index.html", html, fault);
}

enum fault_kind html_write_directory(const struct report *report, const char *directory,
                                     struct fault *fault) {
  struct html html = {.report = report};
  char *files = xasprintf("%s/" HTML_FILES, directory);
  fault->kind = FAULT_NONE;
  // The index comes last: where it is, the rest is.
  if (!directory_make(directory, fault) && !directory_make(files, fault) &&
      !page_save(directory, "pages.css", html_asset_css(), fault) &&
      !page_save(directory, "pages.js", html_asset_js(), fault) &&
      !sources_save(&html, files, fault))
    index_save(&html, directory, fault);
  free(files);
  free(html.out.data);
  return fault->kind;
}

// ---- A report that is one page ------------------------------------------------------------------

// Each file is an article, shown if the address names it or one of its lines.
void html_write_single(const struct report *report, struct buffer *out) {
  struct html html = {.report = report, .out = *out, .single = true};
  page_begin(&html, "Coverage", "single");
  put_text(&html.out, "<article class=overview>\n");
  overview_part(&html);
  put_text(&html.out, "</article>\n");
  for (size_t i = 0; i < report->coverage->file_count; i++) {
    put_format(&html.out, "<article class=source id=f%zu>\n", i);
    source_part(&html, i);
    put_text(&html.out, "</article>\n");
  }
  page_end(&html);
  *out = html.out;
}
