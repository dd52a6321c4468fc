// What is said of sites in the HTML report's view of a source: in the box that opens on them, below
// their line for those in macros and templates, and in the list of what is left out.
#ifndef FASTCOV_HTML_EXPANSION_H
#define FASTCOV_HTML_EXPANSION_H

#include "html_parts.h"
#include "source_marks.h"

// Appends, as content of an attribute, a line for each fact: per site what it is, then its outcomes
// with a sign in front: a tick, a cross, or a dash for what is left out. See html_contexts.h, too.
void html_spot_describe(struct html *html, const struct source_spot *spot);

// Appends an item of a list of lines: what the macros and templates of the `count` spots of a line
// expand to. Nothing if they do not.
void html_expansion(struct html *html, const struct source_spot *spots, size_t count);

// Appends the list of what is left out of the file's count, with the reasons; nothing if it is
// empty.
void html_exclusions(struct html *html, const struct coverage_file *file);

#endif
