// See html_text.h.
#include "html_text.h"
#include "put.h"
#include "utf8.h"
#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

// ---- Text ---------------------------------------------------------------------------------------

static void spelled(struct buffer *out, bool elements, const char *text) {
  put_text(out, elements ? "<i class=u>" : "[");
  put_text(out, text);
  put_text(out, elements ? "</i>" : "]");
}

// Appends the character at `at` that is not plain; returns its size.
static size_t special_write(struct buffer *out, const unsigned char *at, size_t size,
                            bool elements) {
  char text[16];
  uint32_t character = 0;
  size_t length = 1;
  switch (*at) {
  case '<':
    put_text(out, "&lt;");
    return 1;
  case '>':
    put_text(out, "&gt;");
    return 1;
  case '&':
    put_text(out, "&amp;");
    return 1;
  case '"':
    put_text(out, "&quot;");
    return 1;
  }
  if (*at < 0x80) {
    // The pictures of control characters are at U+2400 + c, that of DEL is U+2421.
    snprintf(text, sizeof text, "\xe2\x90%c", *at == 0x7f ? 0xa1 : 0x80 + *at);
    spelled(out, elements, text);
    return 1;
  }
  length = utf8_read(at, size, &character);
  if (length && !utf8_unseen(character)) {
    buffer_bytes(out, at, length);
    return length;
  }
  if (length)
    snprintf(text, sizeof text, "U+%04" PRIX32, character);
  else
    snprintf(text, sizeof text, "\\x%02X", *at);
  spelled(out, elements, text);
  return length ? length : 1;
}

// Bytes that stand for themselves: 1 everywhere, 2 but in attributes.
static const unsigned char plain[256] = {
    ['\t'] = 1,         [' ' ... '!'] = 1, ['"'] = 2,         ['#' ... '%'] = 1,
    ['\'' ... ';'] = 1, ['='] = 1,         ['?' ... '~'] = 1,
};

static void text_write(struct buffer *out, struct bytes text, bool elements) {
  unsigned char most = elements ? 2 : 1;
  for (size_t i = 0; i < text.size;) {
    size_t begin = i;
    while (i < text.size && plain[text.data[i]] && plain[text.data[i]] <= most)
      i++;
    buffer_bytes(out, text.data + begin, i - begin);
    if (i < text.size)
      i += special_write(out, text.data + i, text.size - i, elements);
  }
}

void html_text(struct buffer *out, struct bytes text) { text_write(out, text, true); }

void html_string(struct buffer *out, const char *text) {
  html_text(out, (struct bytes){(const unsigned char *)text, strlen(text)});
}

void html_attribute(struct buffer *out, const char *text) {
  text_write(out, (struct bytes){(const unsigned char *)text, strlen(text)}, false);
}
