// How writers append text to a report: as it is, or as the format at hand spells foreign text.
//
// Paths and names are any bytes but zero. Where a format is UTF-8, what is not becomes U+FFFD.
#ifndef FASTCOV_PUT_H
#define FASTCOV_PUT_H

#include "buffer.h"
#include <stdbool.h>

static inline void put_text(struct buffer *out, const char *text) {
  buffer_bytes(out, text, strlen(text));
}
void put_number(struct buffer *out, uint64_t number);
void put_hex(struct buffer *out, uint64_t number); // 16 digits
void put_format(struct buffer *out, const char *format, ...) __attribute__((format(printf, 2, 3)));

// What stands for what cannot be said: U+FFFD.
#define PUT_REPLACEMENT "\xef\xbf\xbd"

// Text as UTF-8, with some characters spelled as the format at hand wants them: `special` appends
// an ASCII character in that spelling, or returns false if it needs none. It is not asked about
// letters and digits.
typedef bool speller(struct buffer *out, unsigned char character);
void put_spelled(struct buffer *out, const char *text, speller *special);

// A JSON string, quotes and all.
void put_json(struct buffer *out, const char *text);

// Content of an XML element or of an attribute in double quotes. What XML 1.0 has no way to say
// (control characters) becomes U+FFFD.
void put_xml(struct buffer *out, const char *text);

// A comment of XML and a line end. The second of two dashes in a row, which no comment may have,
// becomes U+FFFD, too.
void put_xml_comment(struct buffer *out, const char *text);

// For formats that are lines of text and have no escapes: line ends become spaces.
void put_in_line(struct buffer *out, const char *text);

// Nothing but UTF-8.
void put_utf8(struct buffer *out, const char *text);

#endif
