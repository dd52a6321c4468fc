// See html_text.h.
#include "html_text.h"
#include "put.h"
#include "utf8.h"
#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

// ---- Characters ---------------------------------------------------------------------------------

// Characters that are not seen, or change how others are.
static bool invisible(uint32_t c) {
  static const uint32_t ranges[][2] = {
      {0x80, 0x9f},     {0xad, 0xad},      {0x34f, 0x34f},   {0x61c, 0x61c},   {0x115f, 0x1160},
      {0x17b4, 0x17b5}, {0x180b, 0x180f},  {0x200b, 0x200f}, {0x2028, 0x202e}, {0x2060, 0x206f},
      {0x3164, 0x3164}, {0xfe00, 0xfe0f},  {0xfeff, 0xfeff}, {0xffa0, 0xffa0}, {0xfff0, 0xfffb},
      {0xfffe, 0xffff}, {0xe0000, 0xe0fff}};
  for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++)
    if (c >= ranges[i][0] && c <= ranges[i][1])
      return true;
  return false;
}

// The character at `at`, of `left` bytes or less; returns how many bytes it takes, or 0 if they are
// no UTF-8.
static size_t character_read(const unsigned char *at, size_t left, uint32_t *character) {
  size_t size = utf8_size(at, left);
  *character = size > 1 ? at[0] & (0xffU >> (size + 1)) : at[0];
  for (size_t i = 1; i < size; i++)
    *character = *character << 6 | (at[i] & 0x3fU);
  return size;
}

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
  length = character_read(at, size, &character);
  if (length && !invisible(character)) {
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
