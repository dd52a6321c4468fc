// See xmalloc.h.
#include "xmalloc.h"
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// The one place below the command line that prints and exits.
static void *checked(void *block) {
  if (!block) {
    fputs("fastcov-merge: out of memory\n", stderr);
    exit(1);
  }
  return block;
}

void *xcalloc(size_t count, size_t size) {
  return checked(calloc(count ? count : 1, size ? size : 1));
}

void *xrealloc(void *block, size_t count, size_t size) {
  if (size && count > SIZE_MAX / size)
    checked(NULL);
  size_t bytes = count * size;
  return checked(realloc(block, bytes ? bytes : 1));
}

char *xmemdup(const void *bytes, size_t size) {
  char *copy = xrealloc(NULL, size + 1, 1);
  if (size)
    memcpy(copy, bytes, size);
  copy[size] = 0;
  return copy;
}

char *xstrdup(const char *text) { return xmemdup(text, strlen(text)); }

char *xasprintf(const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  char *text;
  if (vasprintf(&text, format, arguments) < 0)
    text = NULL;
  va_end(arguments);
  return checked(text);
}

void *xgrow(void *block, size_t count, size_t *capacity, size_t size) {
  if (count < *capacity)
    return block;
  *capacity = *capacity ? *capacity * 2 : 4;
  return xrealloc(block, *capacity, size);
}
