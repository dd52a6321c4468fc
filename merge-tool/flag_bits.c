// See flag_bits.h.
#include "flag_bits.h"
#include "fastcov_format.h"

size_t flag_bits_size(uint32_t count) { return ((size_t)count + 7) / 8; }

// A set flag has all bits set, so one of them can stay where it is.
void flag_bits_set(unsigned char *bits, const unsigned char *flags, uint32_t count) {
  uint32_t whole = count / 8 * 8;
  for (const unsigned char *f = flags; f < flags + whole; f += 8)
    *bits++ |= (unsigned char)((f[0] & 0x01) | (f[1] & 0x02) | (f[2] & 0x04) | (f[3] & 0x08) |
                               (f[4] & 0x10) | (f[5] & 0x20) | (f[6] & 0x40) | (f[7] & 0x80));
  for (uint32_t i = whole; i < count; i++)
    *bits |= (unsigned char)(flags[i] & 1u << i % 8);
}

void flag_bits_spread(unsigned char *flags, const unsigned char *bits, uint32_t count) {
  for (uint32_t i = 0; i < count; i++)
    flags[i] |= bits[i / 8] >> i % 8 & 1 ? FASTCOV_FLAG_SET : FASTCOV_FLAG_CLEAR;
}

void flag_bits_merge(unsigned char *into, const unsigned char *from, uint32_t count) {
  for (size_t i = 0; i < flag_bits_size(count); i++)
    into[i] |= from[i];
}

bool flag_bits_within(const unsigned char *bits, const unsigned char *flags, uint32_t count) {
  unsigned char any = 0, beyond = 0;
  for (size_t byte = 0; byte < flag_bits_size(count); byte++) {
    unsigned char own = 0;
    flag_bits_set(&own, flags + 8 * byte, count - 8 * byte < 8 ? count - 8 * byte : 8);
    any |= bits[byte];
    beyond |= bits[byte] & (unsigned char)~own;
  }
  return any && !beyond;
}

bool flag_bits_valid(const unsigned char *bits, uint32_t count) {
  return count % 8 == 0 || bits[count / 8] >> count % 8 == 0;
}
