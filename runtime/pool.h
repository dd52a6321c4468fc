// FASTCOV_POOL=1: at its normal end, a process adds its shard to a file that all processes of the
// same image share, and removes the shard. Part of shard.c: no libc, no heap.
//
// A pool is a shard whose header names no process, followed by a record (fastcov_format.h). Its
// name comes from a hash of that header, so that all who look for it agree. Nobody runs on a pool,
// since that would share cache lines; only what runs after the folding, at the very end of a
// process, goes straight there.
//
// A shard may be removed only when nobody maps it any more: a forked child may outlive its parent.
// The shared lock that its maker took says that. A lock belongs to the open file, which a mapping
// keeps open though the descriptor is closed long since; a child's mapping does, too. So the
// exclusive lock is to be had once the last mapping is gone, however the processes ended. (On file
// systems where a mapping does not keep the file open, such as overlayfs, it is to be had while we
// still map the shard ourselves: then nothing is folded.)
//
// The steps are such that being killed between two of them loses nothing: flags are added first;
// the record then names the shard that is about to be counted, counts it, and forgets the name when
// the shard is gone. Whoever comes next finishes that. Whatever fails, the shard stays, and a shard
// is always right.
#ifndef FASTCOV_POOL_H
#define FASTCOV_POOL_H

#include "fastcov_format.h"
#include "fastcov_hash.h"
#include "own_image.h"
#include "syscalls.h"

struct pool_record {
  uint64_t folded, pending;
  char name[FASTCOV_POOL_NAME_SIZE];
  uint32_t is_program, zero;
};
_Static_assert(sizeof(struct pool_record) == FASTCOV_POOL_RECORD_SIZE, "as in the format");

// A shard that is about to be left, and folded unless `shard` is negative.
struct fold {
  int shard;
  struct shard_header *header; // at the start of the memory that `path` is in, too
  size_t size;                 // of that memory; its last flags_size bytes are zeros
  char *path;
  uint64_t header_size;
  size_t flags_size;
};

// How long to wait for others who fold at the same moment: 2^9 - 1 times this, about half a second.
#define POOL_FIRST_WAIT 1000000 // nanoseconds
#define POOL_ATTEMPTS 10

static int pool_lock(int fd) {
  long error = sys_lock(fd, SYS_LOCK_EXCLUSIVE | SYS_LOCK_NO_WAIT);
  for (int i = 0; error && i < POOL_ATTEMPTS - 1; i++) {
    sys_sleep((long)POOL_FIRST_WAIT << i);
    error = sys_lock(fd, SYS_LOCK_EXCLUSIVE | SYS_LOCK_NO_WAIT);
  }
  return !error;
}

static inline uint64_t pool_record_offset(const struct fold *fold) {
  return (fold->header_size + fold->flags_size + 7) & ~(uint64_t)7;
}

// Writes one of the record's numbers.
static inline int pool_put(const struct fold *fold, int fd, size_t offset, uint64_t value) {
  return sys_pwrite(fd, &value, sizeof value, pool_record_offset(fold) + offset) == sizeof value;
}

// Sets each flag of `to` that is set in the shard. Returns whether all of it could be read.
static inline int pool_add_flags(const struct fold *fold, unsigned char *to, int shard) {
  unsigned char part[2048];
  for (size_t at = 0; at < fold->flags_size;) {
    size_t size = fold->flags_size - at;
    long count =
        sys_pread(shard, part, size < sizeof part ? size : sizeof part, fold->header_size + at);
    if (count <= 0)
      return 0;
    for (long i = 0; i < count; i++)
      if (part[i])
        to[at + (size_t)i] = FASTCOV_FLAG_SET;
    at += (size_t)count;
  }
  return 1;
}

// The length of the directory of `path`, with the slash.
static inline size_t pool_directory_size(const char *path) {
  size_t size = own_length(path);
  while (path[size - 1] != '/')
    size--;
  return size;
}

// Removes the shard `name` that is in the directory of `path`; `size` is the directory's length
// with the slash. Uses `path`.
static inline void pool_remove(char *path, size_t size, const char *name) {
  own_append(path, size, size + FASTCOV_POOL_NAME_SIZE, name);
  sys_unlink(path);
}

// Counts the shard and removes it. The pool is locked.
static inline void pool_count(const struct fold *fold, int fd) {
  struct pool_record record;
  char *path = fold->path;
  size_t directory_size = pool_directory_size(path);
  if (sys_pread(fd, &record, sizeof record, pool_record_offset(fold)) != sizeof record)
    return;
  record.name[FASTCOV_POOL_NAME_SIZE - 1] = 0;
  uint64_t folded = record.folded;
  char own[FASTCOV_POOL_NAME_SIZE];
  size_t own_size = own_append(own, 0, sizeof own, path + directory_size);
  if (record.pending && record.pending == folded)
    pool_remove(path, directory_size, record.name);
  // The number first goes beyond the count: a name that is not whole yet is never believed.
  record.pending = folded + 1;
  own_copy(record.name, own, own_size + 1);
  if (sys_pwrite(fd, &record, sizeof record, pool_record_offset(fold)) != sizeof record ||
      !pool_put(fold, fd, offsetof(struct pool_record, folded), folded + 1))
    return;
  pool_remove(path, directory_size, own);
  pool_put(fold, fd, offsetof(struct pool_record, pending), 0);
}

#endif
