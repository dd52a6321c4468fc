// Quotes a source where something is missed, as compilers do:
//
//    10 |   if (x > 3 &&
//       |       ^~~~~ never true
//
// What a terminal would obey or not show (control characters, overrides of direction, bytes that
// are no UTF-8) is replaced; a line that is too long is cut around the place.
#ifndef FASTCOV_QUOTE_H
#define FASTCOV_QUOTE_H

#include "coverage.h"
#include "source_text.h"
#include <stdio.h>

struct quoting {
  struct source_texts *sources;
  size_t width; // columns; 0: as many as are wanted
  bool colour;
};

// Quotes the line where a site of the file is, and says what site_conclusion does. Prints
// nothing if the source is not there, or `quoting` is NULL.
void quote_site(FILE *out, const struct quoting *quoting, const struct coverage_file *file,
                const struct coverage_site *site);

// What begins and ends a style on a terminal; nothing if there are no colours.
enum style { STYLE_NONE, STYLE_STRONG, STYLE_GOOD, STYLE_PARTLY, STYLE_BAD, STYLE_SOFT };
const char *style_begin(bool colour, enum style style);
const char *style_end(bool colour);

#endif
