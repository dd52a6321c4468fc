// A shard's header, as docs/format.md has it, from what is known of the image and the process. Part
// of shard.c: no libc, no heap.
#ifndef FASTCOV_SHARD_HEADER_H
#define FASTCOV_SHARD_HEADER_H

#include "fastcov_format.h"
#include "fastcov_hash.h"
#include "image.h"
#include "own_image.h"
#include "syscalls.h"

struct unit_record {
  unsigned char id[FASTCOV_UNIT_ID_SIZE];
  int64_t distance; // from this field to the first flag
  uint32_t flag_count;
  uint32_t zero;
};
_Static_assert(sizeof(struct unit_record) == FASTCOV_UNIT_RECORD_SIZE, "as in the format");

static uint64_t page_align(const struct fastcov_image *image, uint64_t size) {
  return (size + image->page_size - 1) & -(uint64_t)image->page_size;
}

// How many units the image has.
static size_t unit_count(const struct fastcov_image *image) {
  return (size_t)(image->units_end - image->units) / sizeof(struct unit_record);
}

// Zeros, or flags that are clear.
static void clear(unsigned char *bytes, size_t size) {
  for (; size % sizeof(uint64_t); size--)
    *bytes++ = FASTCOV_FLAG_CLEAR;
  for (; size; size -= sizeof(uint64_t), bytes += sizeof(uint64_t))
    __builtin_memset(bytes, FASTCOV_FLAG_CLEAR, sizeof(uint64_t));
}

struct shard_header {
  char magic[8];
  uint32_t version, state;
  uint64_t hash, header_size, flags_size, start_time;
  uint32_t pid, page_size, unit_count;
  uint32_t host_size, image_size, build_id_size, context_size, process;
};
#define AT_OFFSET(field, offset)                                                                   \
  _Static_assert(offsetof(struct shard_header, field) == (offset), "as in the format")
AT_OFFSET(version, FASTCOV_SHARD_OFF_VERSION);
AT_OFFSET(state, FASTCOV_SHARD_OFF_STATE);
AT_OFFSET(hash, FASTCOV_SHARD_OFF_HASH);
AT_OFFSET(header_size, FASTCOV_SHARD_OFF_HEADER_SIZE);
AT_OFFSET(flags_size, FASTCOV_SHARD_OFF_FLAGS_SIZE);
AT_OFFSET(start_time, FASTCOV_SHARD_OFF_START_TIME);
AT_OFFSET(pid, FASTCOV_SHARD_OFF_PID);
AT_OFFSET(page_size, FASTCOV_SHARD_OFF_PAGE_SIZE);
AT_OFFSET(unit_count, FASTCOV_SHARD_OFF_UNIT_COUNT);
AT_OFFSET(host_size, FASTCOV_SHARD_OFF_HOST);
AT_OFFSET(image_size, FASTCOV_SHARD_OFF_IMAGE);
AT_OFFSET(build_id_size, FASTCOV_SHARD_OFF_BUILD_ID);
AT_OFFSET(context_size, FASTCOV_SHARD_OFF_CONTEXT);
AT_OFFSET(process, FASTCOV_SHARD_OFF_PROCESS);
_Static_assert(sizeof(struct shard_header) == FASTCOV_SHARD_FIXED_SIZE, "as in the format");
_Static_assert(__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__, "the header is written as it lies");

struct shard_unit {
  unsigned char id[FASTCOV_UNIT_ID_SIZE];
  uint64_t flags_offset;
  uint32_t flag_count;
  uint32_t zero;
};
_Static_assert(sizeof(struct shard_unit) == FASTCOV_SHARD_UNIT_SIZE, "as in the format");

// Fills the table. Returns 0 if a unit's flags are not in the section: then nothing is where we
// think it is, and no shard is better than a wrong one.
static inline int header_put_units(struct shard_unit *to, const struct fastcov_image *image) {
  const struct unit_record *unit = (const struct unit_record *)image->units;
  for (size_t i = unit_count(image); i > 0; i--, unit++, to++) {
    own_copy(to->id, unit->id, sizeof to->id);
    to->flags_offset =
        (uintptr_t)&unit->distance + (uintptr_t)unit->distance - (uintptr_t)image->flags;
    to->flag_count = unit->flag_count;
    to->zero = 0;
    if (to->flags_offset > image->flags_size ||
        to->flag_count > image->flags_size - to->flags_offset)
      return 0;
  }
  return 1;
}

// An upper bound of the header's size, before rounding up to pages.
static inline size_t header_limit(const struct fastcov_image *image) {
  return sizeof(struct shard_header) + unit_count(image) * sizeof(struct shard_unit) +
         SYS_UTSNAME_FIELD + SYS_PATH_MAX + OWN_BUILD_ID_MAX + FASTCOV_CONTEXT_MAX;
}

static inline size_t header_put_host(unsigned char *to) {
  char names[6][SYS_UTSNAME_FIELD]; // struct utsname; the second is the node's name
  if (sys_call(SYS_UNAME, (long)names, 0, 0, 0) != 0)
    return 0;
  size_t size = own_length(names[1]);
  own_copy(to, names[1], size);
  return size;
}

// Builds the header in memory of at least header_limit bytes, rounded up to pages. Returns 0, or a
// negated error number.
static inline int header_build(struct shard_header *header, const struct fastcov_image *image,
                               const char *context, size_t context_size) {
  struct shard_unit *units = (struct shard_unit *)(header + 1);
  unsigned char *at = (unsigned char *)(units + unit_count(image));
  clear((unsigned char *)header, sizeof *header);
  if (!header_put_units(units, image))
    return -SYS_EIO;
  own_copy(header->magic, FASTCOV_SHARD_MAGIC, sizeof header->magic);
  header->version = FASTCOV_SHARD_VERSION;
  header->state = image->can_map ? FASTCOV_STATE_MAPPED : FASTCOV_STATE_OPEN;
  header->flags_size = image->flags_size;
  header->start_time = sys_time();
  header->pid = sys_getpid();
  header->page_size = image->page_size;
  header->unit_count = (uint32_t)unit_count(image);
  header->process = image->entropy;
  at += header->host_size = (uint32_t)header_put_host(at);
  at += header->image_size = (uint32_t)own_path((char *)at, image->is_executable, image->executable,
                                                image->is_named, (uintptr_t)image->units);
  at += header->build_id_size = (uint32_t)own_build_id(at, image->elf_header);
  own_copy(at, context, context_size);
  at += header->context_size = (uint32_t)context_size;
  header->header_size = page_align(image, (uintptr_t)at - (uintptr_t)header);
  clear(at, header->header_size - ((uintptr_t)at - (uintptr_t)header));
  header->hash = fastcov_hash64((unsigned char *)header + FASTCOV_SHARD_OFF_HEADER_SIZE,
                                header->header_size - FASTCOV_SHARD_OFF_HEADER_SIZE, 0);
  return 0;
}

#endif
