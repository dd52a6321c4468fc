// The view of one source: its lines with their states, each site marked in place with its outcomes,
// and below a line what its macros and templates expand to.
//
// Everything about coverage is in the page itself, so it works without scripts; colours of the
// syntax and a richer box for a site's outcomes are added by pages.js.
#ifndef FASTCOV_HTML_SOURCE_H
#define FASTCOV_HTML_SOURCE_H

#include "html_parts.h"

// Appends the view of a file, by its number.
void html_source(struct html *html, size_t file);

#endif
