// A unit's flags as bits, as profiles keep them: flag i is bit i % 8 of byte i / 8, and the bits
// beyond the last flag are 0. In a process they are bytes, FASTCOV_FLAG_CLEAR or FASTCOV_FLAG_SET.
#ifndef FASTCOV_FLAG_BITS_H
#define FASTCOV_FLAG_BITS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// How many bytes the bits of so many flags take.
size_t flag_bits_size(uint32_t count);

// Sets the bits of those of `count` flags that are set, and the flags of those of the bits.
void flag_bits_set(unsigned char *bits, const unsigned char *flags, uint32_t count);
void flag_bits_spread(unsigned char *flags, const unsigned char *bits, uint32_t count);

// Sets the bits that are set in `from`.
void flag_bits_merge(unsigned char *into, const unsigned char *from, uint32_t count);

// True if some bit is set, and none but of flags that are set.
bool flag_bits_within(const unsigned char *bits, const unsigned char *flags, uint32_t count);

// True if no bit beyond the last flag is set.
bool flag_bits_valid(const unsigned char *bits, uint32_t count);

#endif
