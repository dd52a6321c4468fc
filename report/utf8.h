// UTF-8, for text that comes from anywhere.
#ifndef FASTCOV_UTF8_H
#define FASTCOV_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// The size of the UTF-8 sequence at `at`, of which `left` bytes are there; 0 if there is none.
size_t utf8_size(const unsigned char *at, size_t left);

// The same, and which character it is; undefined if there is none.
size_t utf8_read(const unsigned char *at, size_t left, uint32_t *character);

// True of characters that are not seen, or that change how others are.
bool utf8_unseen(uint32_t character);

#endif
