// Whole files to and from memory.
#ifndef FASTCOV_FILE_BYTES_H
#define FASTCOV_FILE_BYTES_H

#include "buffer.h"
#include "fault.h"

// Replaces the content of `into` with that of the regular file `path`, reusing its memory. A file
// that grows while it is read is read up to the size that it had at first; of one that shrinks,
// what is left.
enum fault_kind file_read(const char *path, struct buffer *into, struct fault *fault);

// Makes `path` a file of these bytes: another file beside it first, then a rename, so that no
// reader ever sees half of it and a full disk leaves the old one.
enum fault_kind file_write(const char *path, const void *bytes, size_t size, struct fault *fault);

// The same where a reader may see half of it, and there is nothing that a path could be but a file
// of ours: one of many pages. A rename makes the file system write out what it replaces.
enum fault_kind file_write_new(const char *path, const void *bytes, size_t size,
                               struct fault *fault);

#endif
