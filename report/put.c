// See put.h.
#include "put.h"
#include "utf8.h"
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

// Most of what is formatted is shorter.
#define FORMAT_GUESS 256

void put_number(struct buffer *out, uint64_t number) {
  char digits[20], *at = digits + sizeof digits;
  do
    *--at = (char)('0' + number % 10);
  while (number /= 10);
  buffer_bytes(out, at, (size_t)(digits + sizeof digits - at));
}

void put_hex(struct buffer *out, uint64_t number) {
  char digits[16];
  for (int i = 15; i >= 0; i--, number >>= 4)
    digits[i] = "0123456789abcdef"[number & 15];
  buffer_bytes(out, digits, sizeof digits);
}

void put_format(struct buffer *out, const char *format, ...) {
  va_list arguments, again;
  va_start(arguments, format);
  va_copy(again, arguments);
  buffer_reserve(out, FORMAT_GUESS);
  int size = vsnprintf((char *)out->data + out->size, FORMAT_GUESS, format, arguments);
  if (size >= FORMAT_GUESS) {
    buffer_reserve(out, (size_t)size + 1);
    vsnprintf((char *)out->data + out->size, (size_t)size + 1, format, again);
  }
  out->size += (size_t)size;
  va_end(again);
  va_end(arguments);
}

// How many letters and digits there are at `at`.
static size_t plain_size(const unsigned char *at) {
  size_t size = 0;
  while ((at[size] >= 'a' && at[size] <= 'z') || (at[size] >= 'A' && at[size] <= 'Z') ||
         (at[size] >= '0' && at[size] <= '9'))
    size++;
  return size;
}

void put_spelled(struct buffer *out, const char *text, speller *special) {
  const unsigned char *at = (const unsigned char *)text;
  for (size_t left = strlen(text); left;) {
    size_t plain = plain_size(at);
    buffer_bytes(out, at, plain);
    at += plain;
    left -= plain;
    if (!left)
      break;
    size_t size = utf8_size(at, left);
    if (!size)
      put_text(out, PUT_REPLACEMENT);
    else if (size > 1 || !special(out, *at))
      buffer_bytes(out, at, size);
    at += size ? size : 1;
    left -= size ? size : 1;
  }
}

static bool json_special(struct buffer *out, unsigned char c) {
  if (c == '"' || c == '\\')
    put_format(out, "\\%c", c);
  else if (c < ' ' || c == 0x7f)
    put_format(out, "\\u%04x", c);
  else
    return false;
  return true;
}

void put_json(struct buffer *out, const char *text) {
  put_text(out, "\"");
  put_spelled(out, text, json_special);
  put_text(out, "\"");
}

static bool xml_special(struct buffer *out, unsigned char c) {
  if (strchr("&<>\"'\t\n\r", c))
    put_format(out, "&#%d;", c);
  else if (c < ' ' || c == 0x7f)
    put_text(out, PUT_REPLACEMENT);
  else
    return false;
  return true;
}

static void xml_spelled(struct buffer *out, const char *text, speller *special) {
  size_t begin = out->size;
  put_spelled(out, text, special);
  // U+FFFE and U+FFFF are UTF-8 but no XML.
  for (size_t i = begin; i + 2 < out->size; i++)
    if (!memcmp(out->data + i, "\xef\xbf", 2) && out->data[i + 2] >= 0xbe)
      out->data[i + 2] = 0xbd;
}

void put_xml(struct buffer *out, const char *text) { xml_spelled(out, text, xml_special); }

static bool comment_special(struct buffer *out, unsigned char c) {
  bool wrong = c < ' ' || c == 0x7f || (c == '-' && out->data[out->size - 1] == '-');
  if (wrong)
    put_text(out, PUT_REPLACEMENT);
  return wrong;
}

void put_xml_comment(struct buffer *out, const char *text) {
  put_text(out, "<!-- ");
  xml_spelled(out, text, comment_special);
  put_text(out, " -->\n");
}

void put_in_line(struct buffer *out, const char *text) {
  size_t begin = out->size;
  put_text(out, text);
  for (size_t i = begin; i < out->size; i++)
    if (out->data[i] == '\n' || out->data[i] == '\r')
      out->data[i] = ' ';
}

static bool nothing_special(struct buffer *out, unsigned char c) {
  (void)out, (void)c;
  return false;
}

void put_utf8(struct buffer *out, const char *text) { put_spelled(out, text, nothing_special); }
