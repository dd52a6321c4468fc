// Which tests a source's outcomes are covered by, in the HTML report: a list of the tests above the
// source, and for the boxes of sites the sets of them, by numbers that are the page's own.
//
//   <details class=cx><summary>...</summary><ol><li><b>smoke</b> <span>covers 7 outcomes</span>
//   ...</ol><ol class=sets hidden><li>17:0 1 2 3 ...</ol></details>
//
// A set is its size and the first of its tests; what is said of an outcome is followed by a line of
// the number of its set: "@0".
#ifndef FASTCOV_HTML_CONTEXTS_H
#define FASTCOV_HTML_CONTEXTS_H

#include "html_parts.h"

// Appends the list of the tests that are known to have run something of a file, and numbers the
// sets. Nothing if there are none.
void html_contexts_begin(struct html *html, const struct coverage_file *file);
void html_contexts_end(struct html *html);

// Appends the number of a set, between html_contexts_begin and html_contexts_end, as content of an
// attribute. Nothing of the empty set.
void html_contexts_set(struct html *html, uint32_t set);

// Appends, of a context by its name, how many outcomes that count are covered by it.
void html_contexts_covers(struct html *html, uint64_t outcomes);

// How many outcomes that count each context covers, in one file or in all. The caller frees it.
uint64_t *html_contexts_count(const struct coverage *coverage, const struct coverage_file *files,
                              size_t file_count);

#endif
