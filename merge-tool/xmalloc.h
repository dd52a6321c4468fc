// Memory for the tools: as malloc and friends, but lack of memory ends the process with status 1.
//
// A merge that ran out of memory has nothing better to do, and callers stay free of checks that no
// test ever reaches. Everything returned is freed with free().
#ifndef FASTCOV_XMALLOC_H
#define FASTCOV_XMALLOC_H

#include <stddef.h>

// Room for `count` elements of `size` bytes, all zero; never NULL, even for no bytes.
void *xcalloc(size_t count, size_t size);

// `block` resized to `count` elements of `size` bytes; never NULL.
void *xrealloc(void *block, size_t count, size_t size);

// A copy of `size` bytes at `bytes`, with a terminating zero behind it.
char *xmemdup(const void *bytes, size_t size);
char *xstrdup(const char *text);

// The text that printf would print.
char *xasprintf(const char *format, ...) __attribute__((format(printf, 1, 2)));

// Room in the array `block` of `count` used elements of `size` bytes for one more; doubles
// *capacity if needed. Returns the array's new place.
void *xgrow(void *block, size_t count, size_t *capacity, size_t size);

#endif
