// Reads a shard: what one process left behind about one image. See docs/format.md, "The shard".
//
// Everything in a struct shard is borrowed from the file's bytes, except the unit table: valid
// until the bytes go or shard_free is called.
#ifndef FASTCOV_SHARD_FILE_H
#define FASTCOV_SHARD_FILE_H

#include "cursor.h"
#include "fastcov_format.h"
#include "fault.h"

struct shard_unit {
  const unsigned char *id;    // FASTCOV_UNIT_ID_SIZE bytes
  uint64_t offset;            // of the flags within the flags area
  const unsigned char *flags; // flag_count bytes, each FASTCOV_FLAG_CLEAR or FASTCOV_FLAG_SET
  uint32_t flag_count;
};

struct shard {
  uint32_t state;       // FASTCOV_STATE_*; if OPEN, more ran than the flags say
  uint32_t pid;         // 0 in a pool
  uint32_t process;     // the same in all shards of one start of a program; 0 if unknown
  uint64_t start_time;  // nanoseconds since the epoch
  uint64_t header_hash; // tells this shard from all others
  struct bytes host, image, build_id, context;
  struct shard_unit *units; // in the order of their flags; a unit id can occur twice, since an
                            // image may hold two equal objects
  size_t unit_count;

  // Of a pool (FASTCOV_STATE_POOL) only: how many shards were folded into it, whether its image is
  // a program, and the name of a shard that is counted in it and yet may still be there, or empty.
  uint64_t folded;
  bool is_program;
  struct bytes counted;
};

// Reads the shard in `bytes` into `shard`, proving every byte. On failure fills `fault` in and
// leaves nothing to free.
enum fault_kind shard_read(struct bytes bytes, struct shard *shard, struct fault *fault);

// Frees what shard_read allocated.
void shard_free(struct shard *shard);

#endif
