// Reads bytes that came from a file, in order, never beyond their end.
//
// A read that would pass the end returns 0, moves nothing and sets `failed`, which stays set: check
// it once after a group of reads, and before using what they returned. Owns nothing; whatever it
// returns is borrowed from the bytes that it was made of.
#ifndef FASTCOV_CURSOR_H
#define FASTCOV_CURSOR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

// Bytes that belong to somebody else; not terminated.
struct bytes {
  const unsigned char *data;
  size_t size;
};

struct cursor {
  const unsigned char *begin, *at, *end;
  bool failed;
};

static inline struct cursor cursor_over(const void *data, size_t size) {
  const unsigned char *begin = data;
  return (struct cursor){begin, begin, size ? begin + size : begin, false};
}

static inline size_t cursor_left(const struct cursor *in) { return (size_t)(in->end - in->at); }
static inline size_t cursor_offset(const struct cursor *in) { return (size_t)(in->at - in->begin); }

// The next `size` bytes; {NULL, 0} if there are not that many.
static inline struct bytes get_bytes(struct cursor *in, uint64_t size) {
  if (in->failed || size > cursor_left(in)) {
    in->failed = true;
    return (struct bytes){NULL, 0};
  }
  struct bytes result = {in->at, (size_t)size};
  if (size)
    in->at += size;
  return result;
}

static inline uint64_t get_fixed(struct cursor *in, int size) {
  struct bytes raw = get_bytes(in, (uint64_t)size);
  uint64_t value = 0;
  for (size_t i = 0; i < raw.size; i++)
    value |= (uint64_t)raw.data[i] << (8 * i);
  return value;
}

static inline uint32_t get_u32(struct cursor *in) { return (uint32_t)get_fixed(in, 4); }
static inline uint64_t get_u64(struct cursor *in) { return get_fixed(in, 8); }

// An unsigned LEB128 integer of at most 64 bits, in its shortest form: 5 is 05, never 85 00, so
// that equal content means equal bytes.
static inline uint64_t get_uv(struct cursor *in) {
  if (!in->failed && in->at < in->end && *in->at < 0x80)
    return *in->at++; // as most are
  uint64_t value = 0;
  for (int shift = 0; shift < 64; shift += 7) {
    uint64_t byte = get_fixed(in, 1);
    if (in->failed || (shift == 63 && byte > 1) || (shift && byte == 0))
      break;
    value |= (byte & 0x7f) << shift;
    if (byte < 0x80)
      return value;
  }
  in->failed = true;
  return 0;
}

// As get_uv, of a value that fits 32 bits.
static inline uint32_t get_uv32(struct cursor *in) {
  uint64_t value = get_uv(in);
  if (value > UINT32_MAX) {
    in->failed = true;
    return 0;
  }
  return (uint32_t)value;
}

// The number of elements of a table, each of which takes at least `least` bytes: a count that the
// bytes left cannot hold fails here, before anybody allocates room for it.
static inline size_t get_count(struct cursor *in, size_t least) {
  uint64_t count = get_uv(in);
  if (count > cursor_left(in) / least) {
    in->failed = true;
    return 0;
  }
  return (size_t)count;
}

// A string: its length, then its bytes.
static inline struct bytes get_str(struct cursor *in) { return get_bytes(in, get_uv(in)); }

// The next line without its end; what is left if that has none.
static inline struct bytes get_line(struct cursor *in) {
  const unsigned char *end = cursor_left(in) ? memchr(in->at, '\n', cursor_left(in)) : NULL;
  struct bytes line = get_bytes(in, end ? (uint64_t)(end - in->at) : cursor_left(in));
  if (end)
    get_bytes(in, 1);
  return line;
}

#endif
