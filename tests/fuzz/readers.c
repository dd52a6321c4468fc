// Feeds mutated files to the readers. Whatever the bytes, each reader must return, leak
// nothing and touch nothing that is not its own: build this with the sanitizers.
//
//   readers SECONDS SEED FILE...
//
// FILE is a shard, a profile, a map chunk, a thin archive, an LCOV tracefile, llvm-cov's JSON
// or a diff.
// Mutations behind a hash would only ever test the hash, so after each of them the hash is made
// right again, mostly; a profile is mutated inside its frame. Prints the seed first: the same seed
// finds the same crash.
#include "buffer.h"
#include "coverage.h"
#include "diff_read.h"
#include "fastcov_hash.h"
#include "file_bytes.h"
#include "foreign.h"
#include "lcov_read.h"
#include "llvm_json_read.h"
#include "profile_file.h"
#include "shard_file.h"
#include "thin_archive.h"
#include "unit_map.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <zstd.h>

static uint64_t state;

static uint32_t dice(uint32_t sides) {
  state = state * 6364136223846793005u + 1442695040888963407u;
  return (uint32_t)(state >> 33) % sides;
}

static void u64_put(unsigned char *at, uint64_t value) {
  for (int i = 0; i < 8; i++)
    at[i] = (unsigned char)(value >> (8 * i));
}

// ---- Mutations ----------------------------------------------------------------------------------

static void byte_change(struct buffer *file) {
  static const unsigned char values[] = {0, 1, 2, 7, 0x7f, 0x80, 0xfe, 0xff};
  unsigned char *at = &file->data[dice((uint32_t)file->size)];
  if (dice(2))
    *at ^= (unsigned char)(1u << dice(8));
  else
    *at = values[dice(sizeof values)];
}

static void bytes_move(struct buffer *file) {
  uint32_t size = (uint32_t)file->size, from = dice(size), to = dice(size);
  uint32_t most = size - (from > to ? from : to);
  memmove(file->data + to, file->data + from, dice(most + 1));
}

static void bytes_insert(struct buffer *file) {
  unsigned char bytes[16];
  size_t at = dice((uint32_t)file->size + 1), count = 1 + dice(sizeof bytes);
  for (size_t i = 0; i < count; i++)
    bytes[i] = (unsigned char)dice(256);
  buffer_bytes(file, bytes, count);
  memmove(file->data + at + count, file->data + at, file->size - count - at);
  memcpy(file->data + at, bytes, count);
}

static void bytes_remove(struct buffer *file) {
  size_t at = dice((uint32_t)file->size), count = 1 + dice(8);
  count = count < file->size - at ? count : file->size - at;
  memmove(file->data + at, file->data + at + count, file->size - at - count);
  file->size -= count;
}

static void mutate(struct buffer *file) {
  for (uint32_t i = 1 + dice(4); i > 0 && file->size; i--) {
    switch (dice(8)) {
    case 0:
      bytes_move(file);
      break;
    case 1:
      bytes_insert(file);
      break;
    case 2:
      bytes_remove(file);
      break;
    case 3:
      file->size -= dice(2) ? dice((uint32_t)file->size) : 0;
      break;
    default:
      byte_change(file);
    }
  }
}

// ---- Readers ------------------------------------------------------------------------------------

// A copy that ends where its allocation ends, so that the sanitizer sees the first byte too far.
static unsigned char *exact(const struct buffer *file) {
  unsigned char *copy = malloc(file->size ? file->size : 1);
  memcpy(copy, file->data, file->size);
  return copy;
}

static void shard_try(struct buffer *file) {
  struct shard shard;
  struct fault fault;
  struct profile *profile = profile_new();
  uint64_t header_size = 0;
  for (int i = 7; i >= 0 && file->size > FASTCOV_SHARD_FIXED_SIZE; i--)
    header_size = header_size << 8 | file->data[FASTCOV_SHARD_OFF_HEADER_SIZE + i];
  if (dice(8) && header_size >= FASTCOV_SHARD_FIXED_SIZE && header_size <= file->size)
    u64_put(file->data + FASTCOV_SHARD_OFF_HASH,
            fastcov_hash64(file->data + FASTCOV_SHARD_OFF_HEADER_SIZE,
                           header_size - FASTCOV_SHARD_OFF_HEADER_SIZE, 0));
  unsigned char *bytes = exact(file);
  if (!shard_read((struct bytes){bytes, file->size}, &shard, &fault)) {
    profile_add_shard(profile, &shard, "fuzz", &fault);
    shard_free(&shard);
  }
  free(bytes);
  profile_free(profile);
}

static void profile_try(struct buffer *file) {
  struct profile *profile;
  struct fault fault;
  unsigned char *bytes = exact(file);
  if (!profile_decode((struct bytes){bytes, file->size}, "fuzz", &profile, &fault)) {
    struct buffer again = {0};
    profile_encode(profile, &again);
    free(again.data);
  }
  profile_free(profile);
  free(bytes);
}

// Packs the payload again, so that the frame is right and its content is not.
static void payload_try(const struct buffer *payload) {
  struct buffer frame = {0};
  buffer_reserve(&frame, ZSTD_compressBound(payload->size));
  frame.size = ZSTD_compress(frame.data, frame.capacity, payload->data, payload->size, 1);
  profile_try(&frame);
  free(frame.data);
}

static void chunk_try(const struct map_chunk *chunk, struct coverage_builder *builder) {
  struct unit_map map = {0};
  struct fault fault;
  if (!unit_map_read(chunk, &map, &fault)) {
    unsigned char *flags = calloc(map.flag_count + 1, 1);
    memset(flags, FASTCOV_FLAG_SET, map.flag_count / 2);
    bool *ran = unit_map_evaluate(&map, flags);
    coverage_builder_add(builder, &map, ran, NULL);
    free(ran);
    free(flags);
  }
  unit_map_free(&map);
}

static void map_try(struct buffer *file, const struct source_paths *paths) {
  if (dice(8) && file->size > FASTCOV_MAP_HEADER_SIZE) {
    memset(file->data + FASTCOV_MAP_OFF_PACKING, FASTCOV_PACKING_NONE, 4);
    size_t size = file->size - FASTCOV_MAP_HEADER_SIZE;
    const unsigned char *payload = file->data + FASTCOV_MAP_HEADER_SIZE;
    u64_put(file->data + FASTCOV_MAP_OFF_SIZE, size);
    u64_put(file->data + FASTCOV_MAP_OFF_UNIT_ID, fastcov_hash64(payload, size, 0));
    u64_put(file->data + FASTCOV_MAP_OFF_UNIT_ID + 8, fastcov_hash64(payload, size, 1));
  }
  unsigned char *bytes = exact(file);
  struct cursor in = cursor_over(bytes, file->size);
  struct map_chunk chunk;
  struct fault fault = {0};
  struct coverage_builder *builder = coverage_builder_new(paths, true);
  while (!map_chunk_next(&in, &chunk, &fault) && chunk.payload.data)
    chunk_try(&chunk, builder);
  coverage_free(coverage_finish(builder));
  free(bytes);
}

static void archive_try(struct buffer *file) {
  struct file_list members = {0};
  struct fault fault;
  unsigned char *bytes = exact(file);
  thin_archive_read((struct bytes){bytes, file->size}, "fuzz.a", &members, &fault);
  file_list_free(&members);
  free(bytes);
}

// What other tools measured, joined with nothing of ours.
static void foreign_try(struct buffer *file, const struct source_paths *paths, bool json) {
  struct foreign *foreign = foreign_new(paths);
  struct coverage_builder *builder = coverage_builder_new(paths, true);
  struct fault fault;
  unsigned char *bytes = exact(file);
  (json ? llvm_json_read : lcov_read)((struct bytes){bytes, file->size}, foreign, &fault);
  coverage_builder_join(builder, foreign);
  coverage_free(coverage_finish(builder));
  foreign_free(foreign);
  free(bytes);
}

static void diff_try(struct buffer *file, const struct source_paths *paths) {
  struct diff *diff;
  struct fault fault;
  unsigned char *bytes = exact(file);
  if (!diff_read((struct bytes){bytes, file->size}, paths, &diff, &fault))
    for (size_t i = 0; i < diff_count(diff); i++)
      diff_unmeasured(diff, i);
  diff_free(diff);
  free(bytes);
}

// ---- The loop -----------------------------------------------------------------------------------

static bool begins(const struct buffer *file, const char *magic) {
  return file->size >= 8 && !memcmp(file->data, magic, 8);
}

static void copy_try(struct buffer *copy, const struct source_paths *paths) {
  bool shard = begins(copy, FASTCOV_SHARD_MAGIC), map = begins(copy, FASTCOV_MAP_MAGIC);
  bool payload = begins(copy, FASTCOV_PROFILE_MAGIC), archive = begins(copy, "!<thin>\n");
  bool lcov = begins(copy, "TN:\nSF:/"), json = begins(copy, "{\"data\":");
  bool diff = begins(copy, "--- a/a.");
  mutate(copy);
  if (shard)
    shard_try(copy);
  else if (map)
    map_try(copy, paths);
  else if (payload)
    payload_try(copy);
  else if (archive)
    archive_try(copy);
  else if (lcov || json)
    foreign_try(copy, paths, json);
  else if (diff)
    diff_try(copy, paths);
  else
    profile_try(copy);
}

// Adds what is inside a profile's frame to the corpus.
static void payload_add(const struct buffer *file, struct buffer *payload) {
  unsigned long long size = ZSTD_getFrameContentSize(file->data, file->size);
  if (!profile_file_is((struct bytes){file->data, file->size}) || size > 1 << 20)
    return;
  buffer_reserve(payload, size);
  payload->size = ZSTD_decompress(payload->data, size, file->data, file->size);
}

int main(int argc, char **argv) {
  time_t end = time(NULL) + (argc > 2 ? atoi(argv[1]) : 0);
  size_t count = argc > 3 ? (size_t)argc - 3 : 0, rounds = 0;
  struct buffer *corpus = calloc(2 * count + 1, sizeof *corpus), copy = {0};
  struct source_paths *paths = source_paths_new("/");
  struct fault fault;
  state = argc > 2 ? strtoull(argv[2], NULL, 10) : 0;
  printf("seed %llu\n", (unsigned long long)state);
  fflush(stdout);
  for (size_t i = 0; i < count; i++) {
    if (file_read(argv[3 + i], &corpus[i], &fault))
      return fprintf(stderr, "%s: %s\n", argv[3 + i], fault.text), 1;
    payload_add(&corpus[i], &corpus[count + i]);
  }
  for (; count && time(NULL) < end; rounds++) {
    const struct buffer *file = &corpus[dice(2 * (uint32_t)count)];
    copy.size = 0;
    buffer_bytes(&copy, file->data, file->size);
    if (copy.size)
      copy_try(&copy, paths);
  }
  printf("%zu files\n", rounds);
  for (size_t i = 0; i < 2 * count; i++)
    free(corpus[i].data);
  free(corpus);
  free(copy.data);
  source_paths_free(paths);
  return 0;
}
