// See shard_file.h. The checks go from the outside in: is it a shard, is the header all there, is
// it as it was written, do its parts fit together, are the flags flags. Only then is anything used.
#include "shard_file.h"
#include "fastcov_hash.h"
#include "xmalloc.h"
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

// The fields that only the checks need.
struct header {
  uint64_t hash, header_size, flags_size;
  uint32_t page_size;
  uint32_t host_size, image_size, build_id_size, context_size;
  uint32_t version;
};

static bool all_zero(const unsigned char *bytes, size_t size) {
  unsigned char seen = 0;
  for (size_t i = 0; i < size; i++)
    seen |= bytes[i];
  return !seen;
}

static enum fault_kind magic_check(struct bytes file, struct fault *fault) {
  size_t size = file.size < 8 ? file.size : 8;
  if (!file.size)
    return fault_set(fault, FAULT_DAMAGED, "empty file");
  if (size == 8 && all_zero(file.data, size))
    return fault_set(fault, FAULT_DAMAGED, "no header: its process was killed while it started");
  if (memcmp(file.data, FASTCOV_SHARD_MAGIC, size))
    return fault_set(fault, FAULT_FOREIGN, "not a shard: does not begin with " FASTCOV_SHARD_MAGIC);
  if (file.size < FASTCOV_SHARD_FIXED_SIZE)
    return fault_set(fault, FAULT_DAMAGED, "truncated: header needs %d bytes, file has %zu",
                     FASTCOV_SHARD_FIXED_SIZE, file.size);
  return FAULT_NONE;
}

static enum fault_kind version_check(uint32_t version, struct fault *fault) {
  if (version > FASTCOV_SHARD_VERSION)
    return fault_set(fault, FAULT_NEWER,
                     "written by a newer fastcov: shard version %" PRIu32 ", this one reads %d",
                     version, FASTCOV_SHARD_VERSION);
  if (version == 0)
    return fault_set(fault, FAULT_DAMAGED, "shard version 0 does not exist");
  return FAULT_NONE;
}

// `in` stands behind the magic and the version.
static void header_get(struct cursor *in, struct shard *shard, struct header *header) {
  shard->state = get_u32(in);
  header->hash = get_u64(in);
  header->header_size = get_u64(in);
  header->flags_size = get_u64(in);
  shard->start_time = get_u64(in);
  shard->pid = get_u32(in);
  header->page_size = get_u32(in);
  shard->unit_count = get_u32(in);
  header->host_size = get_u32(in);
  header->image_size = get_u32(in);
  header->build_id_size = get_u32(in);
  header->context_size = get_u32(in);
  shard->process = get_u32(in);
}

static bool state_known(uint32_t state) {
  return state == FASTCOV_STATE_MAPPED || state == FASTCOV_STATE_OPEN ||
         state == FASTCOV_STATE_DONE || state == FASTCOV_STATE_POOL;
}

// The header as a whole: there, and as it was written.
static enum fault_kind header_check(struct bytes file, const struct shard *shard,
                                    const struct header *header, struct fault *fault) {
  if (header->header_size > file.size)
    return fault_set(fault, FAULT_DAMAGED,
                     "truncated: header needs %" PRIu64 " bytes, file has %zu", header->header_size,
                     file.size);
  if (header->header_size < FASTCOV_SHARD_FIXED_SIZE)
    return fault_set(fault, FAULT_DAMAGED, "header size %" PRIu64 " is less than %d",
                     header->header_size, FASTCOV_SHARD_FIXED_SIZE);
  uint64_t hash = fastcov_hash64(file.data + FASTCOV_SHARD_OFF_HEADER_SIZE,
                                 header->header_size - FASTCOV_SHARD_OFF_HEADER_SIZE, 0);
  if (hash != header->hash)
    return fault_set(fault, FAULT_DAMAGED,
                     "damaged header: its hash is %016" PRIx64 ", not %016" PRIx64 " as recorded",
                     hash, header->hash);
  if (!state_known(shard->state))
    return fault_set(fault, FAULT_DAMAGED, "damaged header: state %08" PRIx32 " does not exist",
                     shard->state);
  return FAULT_NONE;
}

// What a header with the right hash can still get wrong: its writer's mistakes.
static enum fault_kind layout_check(const struct shard *shard, const struct header *header,
                                    struct fault *fault) {
  uint32_t page = header->page_size;
  if (!page || page & (page - 1) || header->header_size % page)
    return fault_set(fault, FAULT_DAMAGED,
                     "header size %" PRIu64 " is no multiple of a page of %" PRIu32 " bytes",
                     header->header_size, page);
  if (header->version == 1 && shard->process)
    return fault_set(fault, FAULT_DAMAGED, "reserved header field is %" PRIu32 ", not 0",
                     shard->process);
  return FAULT_NONE;
}

// Takes what follows a pool's flags off the file.
static enum fault_kind record_get(struct bytes *file, const struct header *header,
                                  struct shard *shard, struct fault *fault) {
  uint64_t flags_end = header->header_size + header->flags_size;
  uint64_t start = (flags_end + 7) & ~(uint64_t)7;
  if (flags_end < header->header_size || start < flags_end || start > file->size ||
      file->size - start != FASTCOV_POOL_RECORD_SIZE)
    return fault_set(fault, FAULT_DAMAGED, "truncated: the pool's record is not at its end");
  struct cursor in = cursor_over(file->data + start, FASTCOV_POOL_RECORD_SIZE);
  shard->folded = get_u64(&in);
  uint64_t pending = get_u64(&in);
  struct bytes name = get_bytes(&in, FASTCOV_POOL_NAME_SIZE);
  shard->is_program = get_u32(&in) != 0;
  if (get_u32(&in) || !all_zero(file->data + flags_end, start - flags_end))
    return fault_set(fault, FAULT_DAMAGED, "damaged record of a pool");
  if (pending && pending == shard->folded)
    shard->counted = (struct bytes){name.data, strnlen((const char *)name.data, name.size)};
  file->size = flags_end;
  return FAULT_NONE;
}

static enum fault_kind flags_check(struct bytes file, const struct header *header,
                                   struct fault *fault) {
  uint64_t left = file.size - header->header_size;
  if (left > header->flags_size)
    return fault_set(fault, FAULT_DAMAGED, "%" PRIu64 " bytes too many after the flags",
                     left - header->flags_size);
  if (left < header->flags_size)
    return fault_set(fault, FAULT_DAMAGED,
                     "truncated: flags need %" PRIu64 " bytes, %" PRIu64 " left",
                     header->flags_size, left);
  return FAULT_NONE;
}

// True if each byte is a flag. Has no branch in the loop, so that the compiler makes it wide.
static bool flags_valid(const unsigned char *flags, size_t size) {
  unsigned char bad = 0;
  for (size_t i = 0; i < size; i++)
    bad |= (unsigned char)((unsigned char)(flags[i] + 1) > 1);
  return !bad;
}

static enum fault_kind flags_prove(struct bytes file, uint64_t first, uint64_t size,
                                   struct fault *fault) {
  const unsigned char *flags = file.data + first;
  if (flags_valid(flags, size))
    return FAULT_NONE;
  uint64_t i = 0;
  while (flags[i] == FASTCOV_FLAG_CLEAR || flags[i] == FASTCOV_FLAG_SET)
    i++;
  return fault_set(fault, FAULT_DAMAGED,
                   "damaged flags: byte %02x at offset %" PRIu64 " is neither 00 nor ff", flags[i],
                   first + i);
}

// Bytes between the flags of two units belong to nobody and stay 0.
static enum fault_kind gap_prove(struct bytes file, uint64_t first, uint64_t size,
                                 struct fault *fault) {
  const unsigned char *gap = file.data + first;
  if (all_zero(gap, size))
    return FAULT_NONE;
  uint64_t i = 0;
  while (!gap[i])
    i++;
  return fault_set(fault, FAULT_DAMAGED,
                   "damaged flags: byte %02x at offset %" PRIu64
                   " belongs to no unit, yet is not 0",
                   gap[i], first + i);
}

static int by_offset(const void *left, const void *right) {
  const struct shard_unit *a = left, *b = right;
  if (a->offset != b->offset)
    return a->offset < b->offset ? -1 : 1;
  return a->flag_count < b->flag_count ? -1 : a->flag_count > b->flag_count;
}

// Proves the flags area, unit by unit in the order of their flags.
static enum fault_kind area_prove(struct bytes file, uint64_t header_size, struct shard *shard,
                                  struct fault *fault) {
  uint64_t at = header_size;
  qsort(shard->units, shard->unit_count, sizeof *shard->units, by_offset);
  for (size_t i = 0; i < shard->unit_count; i++) {
    struct shard_unit *unit = &shard->units[i];
    uint64_t first = header_size + unit->offset;
    unit->flags = file.data + first;
    if (!unit->flag_count)
      continue;
    if (first < at)
      return fault_set(fault, FAULT_DAMAGED, "two units share the flag at offset %" PRIu64, first);
    if (gap_prove(file, at, first - at, fault) || flags_prove(file, first, unit->flag_count, fault))
      return fault->kind;
    at = first + unit->flag_count;
  }
  return gap_prove(file, at, file.size - at, fault);
}

static enum fault_kind unit_get(struct cursor *in, uint64_t flags_size, struct shard_unit *unit,
                                size_t number, struct fault *fault) {
  unit->id = get_bytes(in, FASTCOV_UNIT_ID_SIZE).data;
  unit->offset = get_u64(in);
  unit->flag_count = get_u32(in);
  uint32_t zero = get_u32(in);
  if (unit->offset > flags_size || unit->flag_count > flags_size - unit->offset)
    return fault_set(fault, FAULT_DAMAGED,
                     "unit %zu has %" PRIu32 " flags at %" PRIu64 ", the flags end at %" PRIu64,
                     number, unit->flag_count, unit->offset, flags_size);
  if (zero)
    return fault_set(fault, FAULT_DAMAGED, "unit %zu: reserved field is %" PRIu32 ", not 0", number,
                     zero);
  return FAULT_NONE;
}

static enum fault_kind units_get(struct cursor *in, const struct header *header,
                                 struct shard *shard, struct fault *fault) {
  uint64_t need = (uint64_t)shard->unit_count * FASTCOV_SHARD_UNIT_SIZE;
  if (need > cursor_left(in))
    return fault_set(fault, FAULT_DAMAGED, "unit table needs %" PRIu64 " bytes, %zu left", need,
                     cursor_left(in));
  shard->units = xcalloc(shard->unit_count, sizeof *shard->units);
  for (size_t i = 0; i < shard->unit_count; i++)
    if (unit_get(in, header->flags_size, &shard->units[i], i, fault))
      return fault->kind;
  return FAULT_NONE;
}

static enum fault_kind texts_get(struct cursor *in, const struct header *header,
                                 struct shard *shard, struct fault *fault) {
  uint64_t need = (uint64_t)header->host_size + header->image_size + header->build_id_size +
                  header->context_size;
  if (need > cursor_left(in))
    return fault_set(fault, FAULT_DAMAGED,
                     "host, image, build-id and context need %" PRIu64 " bytes, %zu left", need,
                     cursor_left(in));
  shard->host = get_bytes(in, header->host_size);
  shard->image = get_bytes(in, header->image_size);
  shard->build_id = get_bytes(in, header->build_id_size);
  shard->context = get_bytes(in, header->context_size);
  if (memchr(shard->image.data, 0, shard->image.size))
    return fault_set(fault, FAULT_DAMAGED, "zero byte in the image's path");
  if (!all_zero(in->at, cursor_left(in)))
    return fault_set(fault, FAULT_DAMAGED, "header padding at offset %zu and on is not 0",
                     cursor_offset(in));
  return FAULT_NONE;
}

static enum fault_kind body_read(struct bytes file, const struct header *header,
                                 struct shard *shard, struct fault *fault) {
  struct cursor in = cursor_over(file.data, header->header_size);
  get_bytes(&in, FASTCOV_SHARD_FIXED_SIZE);
  if (units_get(&in, header, shard, fault) || texts_get(&in, header, shard, fault))
    return fault->kind;
  return area_prove(file, header->header_size, shard, fault);
}

enum fault_kind shard_read(struct bytes bytes, struct shard *shard, struct fault *fault) {
  struct header header;
  *shard = (struct shard){0};
  fault->kind = FAULT_NONE;
  if (magic_check(bytes, fault))
    return fault->kind;
  struct cursor in = cursor_over(bytes.data, bytes.size);
  get_bytes(&in, FASTCOV_SHARD_OFF_VERSION);
  header.version = get_u32(&in);
  if (version_check(header.version, fault))
    return fault->kind;
  header_get(&in, shard, &header);
  shard->header_hash = header.hash;
  if (header_check(bytes, shard, &header, fault) || layout_check(shard, &header, fault))
    return fault->kind;
  if (shard->state == FASTCOV_STATE_POOL && record_get(&bytes, &header, shard, fault))
    return fault->kind;
  if (flags_check(bytes, &header, fault))
    return fault->kind;
  if (body_read(bytes, &header, shard, fault))
    shard_free(shard);
  return fault->kind;
}

void shard_free(struct shard *shard) {
  free(shard->units);
  *shard = (struct shard){0};
}
