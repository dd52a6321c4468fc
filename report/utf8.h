// UTF-8, for text that comes from anywhere.
#ifndef FASTCOV_UTF8_H
#define FASTCOV_UTF8_H

#include <stddef.h>

// The size of the UTF-8 sequence at `at`, of which `left` bytes are there; 0 if there is none.
size_t utf8_size(const unsigned char *at, size_t left);

#endif
