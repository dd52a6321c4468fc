// Unpacks what was packed as one zstd frame that says how large its content is: profiles and maps.
#ifndef FASTCOV_ZSTD_FRAME_H
#define FASTCOV_ZSTD_FRAME_H

#include "buffer.h"
#include "cursor.h"
#include "fault.h"
#include <stdbool.h>

// True if the bytes begin as a frame does.
bool zstd_frame_is(struct bytes packed);

// Appends the content of `packed`, all of which must be one frame, to the empty `content`, whose
// data the caller frees on success. `what` is what the content should be, for messages.
enum fault_kind zstd_frame_read(struct bytes packed, const char *what, struct buffer *content,
                                struct fault *fault);

#endif
