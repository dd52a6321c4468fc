// See buffer.h.
#include "buffer.h"
#include "xmalloc.h"

void buffer_grow(struct buffer *out, size_t size) {
  size_t needed = out->size + size;
  out->capacity = needed > 2 * out->capacity ? needed : 2 * out->capacity;
  out->data = xrealloc(out->data, out->capacity, 1);
}

void buffer_u32(struct buffer *out, uint32_t value) {
  unsigned char bytes[4];
  for (int i = 0; i < 4; i++)
    bytes[i] = (unsigned char)(value >> (8 * i));
  buffer_bytes(out, bytes, sizeof bytes);
}

void buffer_uv(struct buffer *out, uint64_t value) {
  do {
    unsigned char byte = (unsigned char)((value & 0x7f) | (value > 0x7f ? 0x80 : 0));
    buffer_bytes(out, &byte, 1);
    value >>= 7;
  } while (value);
}

void buffer_str(struct buffer *out, const void *bytes, size_t size) {
  buffer_uv(out, size);
  buffer_bytes(out, bytes, size);
}
