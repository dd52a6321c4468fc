#include "zstd_frame.h"
#include <stdlib.h>
#include <zstd.h>

#define ZSTD_FRAME_MAGIC "\x28\xb5\x2f\xfd"

// The least that zstd spends on a block, and the most that a block holds: a frame that claims to be
// larger than that is damaged, whatever it says, and gets no memory.
#define ZSTD_BLOCK_LEAST 4
#define ZSTD_BLOCK_MOST (128 * 1024)

bool zstd_frame_is(struct bytes packed) {
  return packed.size >= 4 && !memcmp(packed.data, ZSTD_FRAME_MAGIC, 4);
}

static enum fault_kind frame_check(struct bytes packed, const char *what, unsigned long long *size,
                                   struct fault *fault) {
  if (!zstd_frame_is(packed))
    return fault_set(fault, FAULT_FOREIGN, "not a %s: does not begin with a zstd frame", what);
  size_t frame = ZSTD_findFrameCompressedSize(packed.data, packed.size);
  if (ZSTD_isError(frame))
    return fault_set(fault, FAULT_DAMAGED, "truncated or damaged zstd frame: %s",
                     ZSTD_getErrorName(frame));
  if (frame != packed.size)
    return fault_set(fault, FAULT_DAMAGED, "%zu bytes too many after the zstd frame",
                     packed.size - frame);
  *size = ZSTD_getFrameContentSize(packed.data, packed.size);
  if (*size == ZSTD_CONTENTSIZE_UNKNOWN || *size == ZSTD_CONTENTSIZE_ERROR)
    return fault_set(fault, FAULT_DAMAGED, "the zstd frame does not say how large its content is");
  if (*size / ZSTD_BLOCK_MOST > packed.size / ZSTD_BLOCK_LEAST)
    return fault_set(fault, FAULT_DAMAGED, "%zu bytes cannot hold %llu bytes of %s", packed.size,
                     *size, what);
  return FAULT_NONE;
}

enum fault_kind zstd_frame_read(struct bytes packed, const char *what, struct buffer *content,
                                struct fault *fault) {
  unsigned long long size = 0;
  if (frame_check(packed, what, &size, fault))
    return fault->kind;
  buffer_reserve(content, (size_t)size);
  content->size = ZSTD_decompress(content->data, (size_t)size, packed.data, packed.size);
  if (!ZSTD_isError(content->size))
    return FAULT_NONE;
  fault_set(fault, FAULT_DAMAGED, "damaged zstd frame: %s", ZSTD_getErrorName(content->size));
  free(content->data);
  *content = (struct buffer){0};
  return fault->kind;
}
