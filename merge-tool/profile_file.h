// Profiles to and from the bytes of a *.fcov file. See docs/format.md, "The profile".
#ifndef FASTCOV_PROFILE_FILE_H
#define FASTCOV_PROFILE_FILE_H

#include "buffer.h"
#include "profile.h"

// True if the bytes begin as a profile file does: with a zstd frame.
bool profile_file_is(struct bytes file);

// Decodes a profile file, proving every byte. On success *profile is the caller's, to be freed with
// profile_free; on failure it is NULL and `fault` says why. `origin` names the file in messages.
enum fault_kind profile_decode(struct bytes file, const char *origin, struct profile **profile,
                               struct fault *fault);

// Appends the profile's file to `out`. Equal profiles give equal bytes (with the same zstd
// library).
void profile_encode(const struct profile *profile, struct buffer *out);

#endif
