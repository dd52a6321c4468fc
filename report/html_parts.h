// What all pages of the HTML report share: where it is being written, links between its pages, and
// the small pieces that occur everywhere.
#ifndef FASTCOV_HTML_PARTS_H
#define FASTCOV_HTML_PARTS_H

#include "html_text.h"
#include "put.h"
#include "report.h"

// Where the pages of sources are, in a report of many files.
#define HTML_FILES "files"

struct html {
  const struct report *report;
  struct buffer out;     // the page being written
  uint32_t *set_numbers; // of the file being written: sets of contexts, see html_contexts.h
  bool single;           // one page has it all
  bool below;            // the page is one of those in HTML_FILES
};

// The file's number in the coverage, or SIZE_MAX if it has no page.
size_t html_file_find(const struct html *html, const char *path);

// The source that readers see as `path`, be it measured or not; never NULL.
const struct source_text *html_source_text(const struct html *html, const char *path);

// The name of a file's page, which depends on its path alone. The caller frees it.
char *html_page_name(const struct coverage_file *file);

// Appends the address of a file's page, or of a line in it if `line` is not 0.
void html_address(struct html *html, size_t file, uint32_t line);

// Appends `path:line:column` (or less, if those are 0), as a link if there is a page for it.
void html_place(struct html *html, const char *path, uint32_t line, uint32_t column);

// Appends the id of a line of a file: "L42", or "f7L42" where one page has all files.
void html_line_id(struct html *html, size_t file, uint32_t line);

// Appends a bar for a tally, of which `count` is not 0.
void html_bar(struct html *html, const struct tally *tally);

// Appends a bar, the percentage and "10/12" of a tally; `what` ("branches") is for screen readers.
void html_tally(struct html *html, const char *what, const struct tally *tally);

// Appends the three tallies of a summary.
void html_summary(struct html *html, const struct summary *summary);

// A class for how much is covered: 0 (nothing) to 5 (all); 6 if there is nothing to cover.
int html_grade(const struct tally *tally);

// Appends a number and the word for one or for many.
void html_count(struct html *html, uint64_t count, const char *one, const char *many);

#endif
