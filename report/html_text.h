// Text from anywhere into HTML, so that it is seen as the text that it is: markup is escaped, and
// what a page would not show or would obey (control characters, bidirectional overrides, invisible
// characters, bytes that are no UTF-8) is spelled out.
#ifndef FASTCOV_HTML_TEXT_H
#define FASTCOV_HTML_TEXT_H

#include "buffer.h"
#include "cursor.h"

// Appends foreign text as content of an element; what is spelled out is an element <i class=u>.
void html_text(struct buffer *out, struct bytes text);
void html_string(struct buffer *out, const char *text);

// Appends foreign text as content of a quoted attribute, without elements.
void html_attribute(struct buffer *out, const char *text);

#endif
