// The text of sources, line by line, read once for all who look at it. A source that is not there,
// or is no regular file, has no lines: reports do without.
//
// The cache owns the texts; they are valid until source_texts_free.
#ifndef FASTCOV_SOURCE_TEXT_H
#define FASTCOV_SOURCE_TEXT_H

#include "cursor.h"

struct source_text {
  bool present;
  const char *problem; // if it is not present, why; NULL if there simply is no such file
  struct bytes content;
  const size_t *begins; // where line 1, 2, ... begin in the content, then the content's size
  size_t line_count;
};

struct source_texts;

// Free with source_texts_free, which accepts NULL.
struct source_texts *source_texts_new(void);
void source_texts_free(struct source_texts *texts);

// The source with this absolute path; never NULL.
const struct source_text *source_texts_find(struct source_texts *texts, const char *absolute);

// The same for those who want its content only: its lines need not have been found.
const struct source_text *source_texts_whole(struct source_texts *texts, const char *absolute);

// A line without its end ("\n", "\r\n"); no bytes, and `data` NULL, if there is no such line.
struct bytes source_text_line(const struct source_text *text, uint32_t line);

#endif
