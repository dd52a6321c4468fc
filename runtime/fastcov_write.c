// fastcov_write: the shard of a program that has no files, or no operating system, through a
// function of the program's.
//
// Part of libfastcov.a, and complete by itself: with fastcov.h, fastcov_format.h and fastcov_hash.h
// it compiles for any little-endian target. No libc, no heap, no writable data. The header is made
// twice, piece by piece: once for its hash, which comes first, and once for the program.
//
// What it cannot know is left out: process, host, time, image. Headers have no pages here, but a
// size such that the part that is hashed is a number of whole stripes.
#define FASTCOV_REQUIRED
#include "fastcov.h"
#include "fastcov_format.h"
#include "fastcov_hash.h"

#define FROM_LINKER __attribute__((visibility("hidden"), weak))
extern FROM_LINKER const unsigned char __start_fastcov_flags[], __stop_fastcov_flags[];
extern FROM_LINKER const unsigned char __start_fastcov_units[], __stop_fastcov_units[];

#define STRIPE 32
#define PAGE 8 // the header's size is a multiple of it

struct writer {
  int (*sink)(void *to, const void *bytes, size_t size);
  void *to;
  int error; // what the sink returned
  int is_hashing;
  uint64_t lanes[4];
  unsigned char stripe[STRIPE];
  size_t filled; // bytes in stripe
};

static void put(struct writer *writer, const unsigned char *bytes, size_t size) {
  if (!writer->is_hashing) {
    if (!writer->error)
      writer->error = writer->sink(writer->to, bytes, size);
    return;
  }
  for (; size; size--) {
    writer->stripe[writer->filled++] = *bytes++;
    if (writer->filled == STRIPE) {
      fastcov_hash_stripe(writer->lanes, writer->stripe);
      writer->filled = 0;
    }
  }
}

static void store(unsigned char *to, uint64_t value, int size) {
  for (int i = 0; i < size; i++)
    to[i] = (unsigned char)(value >> (8 * i));
}

static void put_unit(struct writer *writer, const unsigned char *unit) {
  unsigned char record[FASTCOV_SHARD_UNIT_SIZE] = {0};
  uintptr_t distance = (uintptr_t)fastcov_hash_load(unit + 16, sizeof(uintptr_t));
  uintptr_t first = (uintptr_t)(unit + 16) + distance - (uintptr_t)__start_fastcov_flags;
  for (int i = 0; i < FASTCOV_UNIT_ID_SIZE; i++)
    record[i] = unit[i];
  store(record + 16, first, 8);
  store(record + 24, fastcov_hash_load(unit + 24, 4), 4);
  put(writer, record, sizeof record);
}

static size_t units_size(void) {
  return (size_t)((uintptr_t)__stop_fastcov_units - (uintptr_t)__start_fastcov_units);
}

static size_t flags_size(void) {
  return (size_t)((uintptr_t)__stop_fastcov_flags - (uintptr_t)__start_fastcov_flags);
}

// The header from the field header_size on, to which `start`, of FASTCOV_SHARD_FIXED_SIZE bytes,
// belongs.
static void put_hashed(struct writer *writer, const unsigned char *start, uint64_t header_size) {
  static const unsigned char zeros[STRIPE] = {0};
  put(writer, start + FASTCOV_SHARD_OFF_HEADER_SIZE,
      FASTCOV_SHARD_FIXED_SIZE - FASTCOV_SHARD_OFF_HEADER_SIZE);
  for (size_t at = 0; at < units_size(); at += FASTCOV_UNIT_RECORD_SIZE)
    put_unit(writer, __start_fastcov_units + at);
  put(writer, zeros, (size_t)(header_size - FASTCOV_SHARD_FIXED_SIZE - units_size()));
}

int fastcov_write(int (*sink)(void *to, const void *bytes, size_t size), void *to) {
  struct writer writer = {sink, to, 0, 1, {0}, {0}, 0};
  unsigned char start[FASTCOV_SHARD_FIXED_SIZE] = {0};
  uint64_t hashed = FASTCOV_SHARD_FIXED_SIZE - FASTCOV_SHARD_OFF_HEADER_SIZE + units_size();
  hashed = (hashed + STRIPE - 1) / STRIPE * STRIPE;
  uint64_t header_size = FASTCOV_SHARD_OFF_HEADER_SIZE + hashed;
  if (!units_size())
    return 0;
  for (int i = 0; i < 8; i++)
    start[i] = (unsigned char)FASTCOV_SHARD_MAGIC[i];
  store(start + FASTCOV_SHARD_OFF_VERSION, FASTCOV_SHARD_VERSION, 4);
  store(start + FASTCOV_SHARD_OFF_STATE, FASTCOV_STATE_DONE, 4);
  store(start + FASTCOV_SHARD_OFF_HEADER_SIZE, header_size, 8);
  store(start + FASTCOV_SHARD_OFF_FLAGS_SIZE, flags_size(), 8);
  store(start + FASTCOV_SHARD_OFF_PAGE_SIZE, PAGE, 4);
  store(start + FASTCOV_SHARD_OFF_UNIT_COUNT, units_size() / FASTCOV_UNIT_RECORD_SIZE, 4);
  fastcov_hash_begin(writer.lanes, 0);
  put_hashed(&writer, start, header_size);
  store(start + FASTCOV_SHARD_OFF_HASH,
        fastcov_hash_finish(fastcov_hash_join(writer.lanes) + hashed), 8);
  writer.is_hashing = 0;
  put(&writer, start, FASTCOV_SHARD_OFF_HEADER_SIZE);
  put_hashed(&writer, start, header_size);
  put(&writer, __start_fastcov_flags, flags_size());
  return writer.error;
}
