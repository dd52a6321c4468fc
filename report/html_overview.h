// The first page of the HTML report: totals, where to start, the picture and the tree of files, and
// what the numbers rest on.
#ifndef FASTCOV_HTML_OVERVIEW_H
#define FASTCOV_HTML_OVERVIEW_H

#include "html_parts.h"

void html_overview(struct html *html);

#endif
