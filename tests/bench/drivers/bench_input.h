// What the drivers share: reading a whole file, and an input that is the same on every machine.
#ifndef BENCH_INPUT_H
#define BENCH_INPUT_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// Text of `size` bytes that looks like a log: repetitive, but not dull. Owned by the caller.
static char *make_text(size_t size) {
  static const char *const words[] = {"error",   "the",  "request", "took", "GET /index.html",
                                      "warning", "0x7f", "user",    "id=",  "connection reset"};
  char *text = malloc(size + 64);
  unsigned long long state = 88172645463325252ull;
  size_t length = 0;
  while (length < size) {
    state ^= state << 13, state ^= state >> 7, state ^= state << 17;
    length += (size_t)snprintf(text + length, 64, "%s %u%c", words[state % 10],
                               (unsigned)(state >> 40) % 5000, state >> 60 ? ' ' : '\n');
  }
  text[size] = 0;
  return text;
}

#endif
