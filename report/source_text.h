// The text of sources, line by line, for reports that quote them. A source that is not there, or is
// no regular file, has no lines: reports do without.
//
// The cache owns the texts; they are valid until source_texts_free.
#ifndef FASTCOV_SOURCE_TEXT_H
#define FASTCOV_SOURCE_TEXT_H

#include "coverage.h"

struct source_text {
  bool present;
  struct bytes content;
  const size_t *begins; // where line 1, 2, ... begin in the content, then the content's size
  size_t line_count;
};

struct source_texts;

// Reads sources of `coverage`, and others by their paths as `paths` shows them. Borrows both. Free
// with source_texts_free, which accepts NULL.
struct source_texts *source_texts_new(const struct coverage *coverage,
                                      const struct source_paths *paths);
void source_texts_free(struct source_texts *texts);

// The source that is shown as `path`; never NULL.
const struct source_text *source_texts_find(struct source_texts *texts, const char *path);

// A line without its end ("\n", "\r\n"); no bytes, and `data` NULL, if there is no such line.
struct bytes source_text_line(const struct source_text *text, uint32_t line);

#endif
