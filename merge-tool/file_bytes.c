// See file_bytes.h.
#include "file_bytes.h"
#include "xmalloc.h"
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static enum fault_kind fd_read(int fd, struct buffer *into, struct fault *fault) {
  struct stat status;
  if (fstat(fd, &status))
    return fault_system(fault, "cannot examine", errno);
  if (!S_ISREG(status.st_mode))
    return fault_set(fault, FAULT_FOREIGN, "not a regular file");
  into->size = 0;
  buffer_reserve(into, (size_t)status.st_size);
  while (into->size < (size_t)status.st_size) {
    ssize_t count = read(fd, into->data + into->size, (size_t)status.st_size - into->size);
    if (count < 0 && errno == EINTR)
      continue;
    if (count < 0)
      return fault_system(fault, "cannot read", errno);
    if (count == 0)
      break;
    into->size += (size_t)count;
  }
  return FAULT_NONE;
}

enum fault_kind file_read(const char *path, struct buffer *into, struct fault *fault) {
  // O_NONBLOCK: a FIFO in the directory must not hang us.
  int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
  if (fd < 0)
    return fault_system(fault, "cannot open", errno);
  enum fault_kind kind = fd_read(fd, into, fault);
  close(fd);
  return kind;
}

static int write_all(int fd, const unsigned char *bytes, size_t size) {
  while (size) {
    ssize_t count = write(fd, bytes, size);
    if (count < 0 && errno == EINTR)
      continue;
    if (count < 0)
      return -1;
    bytes += count;
    size -= (size_t)count;
  }
  return 0;
}

// mkstemp makes files that only we may read; give this one the mode that open() would have.
static int mode_usual(int fd) {
  mode_t mask = umask(0);
  umask(mask);
  return fchmod(fd, 0666 & ~mask);
}

// A device, a pipe or a symbolic link takes the bytes as they are: renaming a file over /dev/null,
// or over /dev/stdout while that is a file, would be a mishap.
static bool special(const char *path) {
  struct stat status;
  return !lstat(path, &status) && !S_ISREG(status.st_mode);
}

static enum fault_kind opened_write(const char *path, int flags, const void *bytes, size_t size,
                                    struct fault *fault) {
  int fd = open(path, O_WRONLY | O_CREAT | O_CLOEXEC | O_NOCTTY | flags, 0666);
  if (fd < 0)
    return fault_system(fault, "cannot open", errno);
  bool failed = write_all(fd, bytes, size);
  failed = close(fd) || failed;
  return failed ? fault_system(fault, "cannot write", errno) : FAULT_NONE;
}

enum fault_kind file_write(const char *path, const void *bytes, size_t size, struct fault *fault) {
  if (special(path))
    return opened_write(path, O_TRUNC, bytes, size, fault);
  char *temporary = xasprintf("%s.XXXXXX", path);
  enum fault_kind kind = FAULT_NONE;
  int fd = mkstemp(temporary);
  if (fd < 0) {
    kind = fault_system(fault, "cannot create", errno);
  } else {
    bool failed = write_all(fd, bytes, size) || mode_usual(fd);
    failed = close(fd) || failed;
    if (failed || rename(temporary, path)) {
      kind = fault_system(fault, "cannot write", errno);
      unlink(temporary);
    }
  }
  free(temporary);
  return kind;
}

enum fault_kind file_write_new(const char *path, const void *bytes, size_t size,
                               struct fault *fault) {
  unlink(path);
  return opened_write(path, O_EXCL, bytes, size, fault);
}
