// A picture of the whole project: a rectangle for each file, its area the number of its branch
// outcomes and lines, its colour how much of them ran.
//
// Squarified treemap: M. Bruls, K. Huizing, J. J. van Wijk, "Squarified Treemaps", VisSym 2000.
#ifndef FASTCOV_TREEMAP_H
#define FASTCOV_TREEMAP_H

#include "html_parts.h"

// Appends an <svg> with links to the files' pages; nothing if there is nothing to cover.
void treemap_write(struct html *html);

#endif
