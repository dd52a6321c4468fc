// Bytes that grow at the end, and how the formats' elements are appended to them.
//
// Start with a zeroed struct; free `data` with free(). Room is made as needed.
#ifndef FASTCOV_BUFFER_H
#define FASTCOV_BUFFER_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

struct buffer {
  unsigned char *data;
  size_t size, capacity;
};

// Makes room for `size` bytes more, without appending them.
void buffer_grow(struct buffer *out, size_t size);
static inline void buffer_reserve(struct buffer *out, size_t size) {
  if (out->capacity - out->size < size)
    buffer_grow(out, size);
}

// Here because reports are made of a million short pieces.
static inline void buffer_bytes(struct buffer *out, const void *bytes, size_t size) {
  buffer_reserve(out, size);
  if (size)
    memcpy(out->data + out->size, bytes, size);
  out->size += size;
}

void buffer_u32(struct buffer *out, uint32_t value);
void buffer_uv(struct buffer *out, uint64_t value);

// A string: its length, then its bytes.
void buffer_str(struct buffer *out, const void *bytes, size_t size);

#endif
