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

static enum fault_kind frame_check(struct bytes packed, const char *what, struct fault *fault) {
  if (!zstd_frame_is(packed))
    return fault_set(fault, FAULT_FOREIGN, "not a %s: does not begin with a zstd frame", what);
  size_t frame = ZSTD_findFrameCompressedSize(packed.data, packed.size);
  if (ZSTD_isError(frame))
    return fault_set(fault, FAULT_DAMAGED, "truncated or damaged zstd frame: %s",
                     ZSTD_getErrorName(frame));
  if (frame != packed.size)
    return fault_set(fault, FAULT_DAMAGED, "%zu bytes too many after the zstd frame",
                     packed.size - frame);
  unsigned long long size = ZSTD_getFrameContentSize(packed.data, packed.size);
  if (size == ZSTD_CONTENTSIZE_UNKNOWN || size == ZSTD_CONTENTSIZE_ERROR)
    return fault_set(fault, FAULT_DAMAGED, "the zstd frame does not say how large its content is");
  if (size / ZSTD_BLOCK_MOST > packed.size / ZSTD_BLOCK_LEAST)
    return fault_set(fault, FAULT_DAMAGED, "%zu bytes cannot hold %llu bytes of %s", packed.size,
                     size, what);
  return FAULT_NONE;
}

// What is wrong with the frame, or NULL. Room is made for what comes, whatever size the frame
// claims, but not for more than that.
static const char *unpack(ZSTD_DCtx *context, struct bytes packed, struct buffer *content) {
  unsigned long long claimed = ZSTD_getFrameContentSize(packed.data, packed.size);
  size_t step = ZSTD_DStreamOutSize();
  if (claimed < step)
    step = (size_t)claimed + 1; // a frame that holds more is noticed, not waited for
  ZSTD_inBuffer in = {packed.data, packed.size, 0};
  size_t left;
  do {
    buffer_reserve(content, step);
    ZSTD_outBuffer out = {content->data, content->capacity, content->size};
    left = ZSTD_decompressStream(context, &out, &in);
    content->size = out.pos;
  } while (left && !ZSTD_isError(left));
  return left ? ZSTD_getErrorName(left) : NULL;
}

enum fault_kind zstd_frame_read(struct bytes packed, const char *what, struct buffer *content,
                                struct fault *fault) {
  static ZSTD_DCtx *context; // making one takes longer than unpacking a unit's map
  if (frame_check(packed, what, fault))
    return fault->kind;
  if (!context && !(context = ZSTD_createDCtx()))
    return fault_set(fault, FAULT_DAMAGED, "damaged zstd frame: out of memory");
  ZSTD_DCtx_reset(context, ZSTD_reset_session_only);
  const char *wrong = unpack(context, packed, content);
  if (!wrong)
    return FAULT_NONE;
  free(content->data);
  *content = (struct buffer){0};
  return fault_set(fault, FAULT_DAMAGED, "damaged zstd frame: %s", wrong);
}
