// See profile_file.h. All tables are sorted and without repetition, which the reader insists on:
// there is one way only to write a profile.
#include "profile_file.h"
#include "flag_bits.h"
#include "xmalloc.h"
#include "zstd_frame.h"
#include <assert.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <zstd.h>

#define COMPRESSION_LEVEL 3

bool profile_file_is(struct bytes file) { return zstd_frame_is(file); }

// ---- Writing ------------------------------------------------------------------------------------

static int bytes_compare(struct bytes a, struct bytes b) {
  size_t size = a.size < b.size ? a.size : b.size;
  int order = size ? memcmp(a.data, b.data, size) : 0;
  return order ? order : (a.size > b.size) - (a.size < b.size);
}

static int image_compare(const struct profile_image *a, const struct profile_image *b) {
  int order = bytes_compare(a->path, b->path);
  return order ? order : bytes_compare(a->build_id, b->build_id);
}

static int by_image(const void *left, const void *right) { return image_compare(left, right); }

struct numbered_unit {
  struct profile_unit unit;
  size_t number;
};

static int by_id(const void *left, const void *right) {
  const struct numbered_unit *a = left, *b = right;
  return memcmp(a->unit.id, b->unit.id, FASTCOV_UNIT_ID_SIZE);
}

static int by_size(const void *left, const void *right) {
  size_t a = *(const size_t *)left, b = *(const size_t *)right;
  return (a > b) - (a < b);
}

struct numbered_name {
  struct bytes name;
  size_t number;
};

static int by_name(const void *left, const void *right) {
  return bytes_compare(((const struct numbered_name *)left)->name,
                       ((const struct numbered_name *)right)->name);
}

// Returns where each context, by its number in the profile, came to stand in the file. The caller
// frees.
static size_t *contexts_put(const struct profile *profile, struct buffer *out) {
  size_t count = profile_context_count(profile);
  struct numbered_name *names = xcalloc(count, sizeof *names);
  size_t *positions = xcalloc(count, sizeof *positions);
  for (size_t i = 0; i < count; i++)
    names[i] = (struct numbered_name){profile_context(profile, i), i};
  qsort(names, count, sizeof *names, by_name);
  buffer_uv(out, count);
  for (size_t i = 0; i < count; i++) {
    buffer_str(out, names[i].name.data, names[i].name.size);
    positions[names[i].number] = i;
  }
  free(names);
  return positions;
}

static void unit_put(const struct profile_unit *unit, struct buffer *out) {
  buffer_bytes(out, unit->id, FASTCOV_UNIT_ID_SIZE);
  buffer_uv(out, unit->flag_count);
  size_t size = flag_bits_size(unit->flag_count);
  buffer_reserve(out, size);
  memset(out->data + out->size, 0, size);
  flag_bits_set(out->data + out->size, unit->flags, unit->flag_count);
  out->size += size;
}

// Returns where each unit, by its number in the profile, came to stand in the file. The caller
// frees.
static size_t *units_put(const struct profile *profile, struct buffer *out) {
  size_t count = profile_unit_count(profile);
  struct numbered_unit *units = xcalloc(count, sizeof *units);
  size_t *positions = xcalloc(count, sizeof *positions);
  for (size_t i = 0; i < count; i++)
    units[i] = (struct numbered_unit){profile_unit(profile, i), i};
  qsort(units, count, sizeof *units, by_id);
  buffer_uv(out, count);
  for (size_t i = 0; i < count; i++) {
    unit_put(&units[i].unit, out);
    positions[units[i].number] = i;
  }
  free(units);
  return positions;
}

static void image_put(const struct profile_image *image, const size_t *positions,
                      struct buffer *out) {
  size_t *sorted = xcalloc(image->unit_count, sizeof *sorted);
  for (size_t i = 0; i < image->unit_count; i++)
    sorted[i] = positions[image->units[i]];
  qsort(sorted, image->unit_count, sizeof *sorted, by_size);
  buffer_str(out, image->path.data, image->path.size);
  buffer_str(out, image->build_id.data, image->build_id.size);
  buffer_uv(out, image->unit_count);
  for (size_t i = 0; i < image->unit_count; i++)
    buffer_uv(out, sorted[i]);
  free(sorted);
}

static void images_put(const struct profile *profile, const size_t *positions, struct buffer *out) {
  size_t count = profile_image_count(profile);
  struct profile_image *images = xcalloc(count, sizeof *images);
  for (size_t i = 0; i < count; i++)
    images[i] = profile_image(profile, i);
  qsort(images, count, sizeof *images, by_image);
  buffer_uv(out, count);
  for (size_t i = 0; i < count; i++)
    image_put(&images[i], positions, out);
  free(images);
}

static int by_map_id(const void *left, const void *right) {
  const struct profile_map *a = left, *b = right;
  return memcmp(a->id, b->id, FASTCOV_UNIT_ID_SIZE);
}

static void maps_put(const struct profile *profile, struct buffer *out) {
  size_t count = profile_map_count(profile);
  struct profile_map *maps = xcalloc(count, sizeof *maps);
  for (size_t i = 0; i < count; i++)
    maps[i] = profile_map(profile, i);
  qsort(maps, count, sizeof *maps, by_map_id);
  buffer_uv(out, count);
  for (size_t i = 0; i < count; i++)
    buffer_str(out, maps[i].chunk.data, maps[i].chunk.size);
  free(maps);
}

// ---- What each context ran ----------------------------------------------------------------------

struct placed_bits {
  size_t position; // of the context in the file
  const unsigned char *bits;
};

static int by_position(const void *left, const void *right) {
  return by_size(&((const struct placed_bits *)left)->position,
                 &((const struct placed_bits *)right)->position);
}

// Contexts are numbered by the gap to the one before: then entries that are equal but for that are
// equal, and take next to nothing when compressed.
static void unit_contexts_put(const struct profile_unit *unit, const size_t *positions,
                              struct buffer *out) {
  struct placed_bits *sorted = xcalloc(unit->context_count, sizeof *sorted);
  for (size_t i = 0; i < unit->context_count; i++)
    sorted[i] = (struct placed_bits){positions[unit->contexts[i].context], unit->contexts[i].bits};
  if (unit->context_count)
    qsort(sorted, unit->context_count, sizeof *sorted, by_position);
  buffer_uv(out, unit->context_count);
  for (size_t i = 0, next = 0; i < unit->context_count; i++) {
    buffer_uv(out, sorted[i].position - next);
    buffer_bytes(out, sorted[i].bits, flag_bits_size(unit->flag_count));
    next = sorted[i].position + 1;
  }
  free(sorted);
}

static void context_flags_put(const struct profile *profile, const size_t *unit_positions,
                              const size_t *context_positions, struct buffer *out) {
  size_t count = profile_unit_count(profile);
  size_t *numbers = xcalloc(count, sizeof *numbers);
  for (size_t i = 0; i < count; i++)
    numbers[unit_positions[i]] = i;
  for (size_t i = 0; i < count; i++) {
    struct profile_unit unit = profile_unit(profile, numbers[i]);
    unit_contexts_put(&unit, context_positions, out);
  }
  free(numbers);
}

static bool context_flags_known(const struct profile *profile) {
  for (size_t i = 0; i < profile_unit_count(profile); i++)
    if (profile_unit(profile, i).context_count)
      return true;
  return false;
}

// ---- The file -----------------------------------------------------------------------------------

static void compress(const struct buffer *payload, struct buffer *out) {
  ZSTD_CCtx *zstd = ZSTD_createCCtx();
  size_t bound = ZSTD_compressBound(payload->size);
  buffer_reserve(out, bound);
  ZSTD_CCtx_setParameter(zstd, ZSTD_c_compressionLevel, COMPRESSION_LEVEL);
  ZSTD_CCtx_setParameter(zstd, ZSTD_c_checksumFlag, 1);
  size_t size = ZSTD_compress2(zstd, out->data + out->size, bound, payload->data, payload->size);
  assert(!ZSTD_isError(size)); // the bound is enough, so only lack of memory is left
  out->size += size;
  ZSTD_freeCCtx(zstd);
}

void profile_encode(const struct profile *profile, struct buffer *out) {
  struct buffer payload = {0};
  buffer_bytes(&payload, FASTCOV_PROFILE_MAGIC, 8);
  bool maps = profile_map_count(profile) > 0, contexts = context_flags_known(profile);
  buffer_u32(&payload, contexts ? 3 : maps ? 2 : 1);
  buffer_u32(&payload, 0);
  size_t *context_positions = contexts_put(profile, &payload);
  size_t *positions = units_put(profile, &payload);
  images_put(profile, positions, &payload);
  if (maps || contexts)
    maps_put(profile, &payload);
  if (contexts)
    context_flags_put(profile, positions, context_positions, &payload);
  free(positions);
  free(context_positions);
  compress(&payload, out);
  free(payload.data);
}

// ---- Reading ------------------------------------------------------------------------------------

static enum fault_kind damaged(const struct cursor *in, struct fault *fault, const char *what) {
  return fault_set(fault, FAULT_DAMAGED, "damaged profile: %s before offset %zu of the payload",
                   what, cursor_offset(in));
}

static enum fault_kind preamble_get(struct cursor *in, uint32_t *found, struct fault *fault) {
  struct bytes magic = get_bytes(in, 8);
  uint32_t version = *found = get_u32(in);
  uint32_t zero = get_u32(in);
  if (in->failed || memcmp(magic.data, FASTCOV_PROFILE_MAGIC, 8))
    return fault_set(fault, FAULT_FOREIGN,
                     "not a profile: its content does not begin with " FASTCOV_PROFILE_MAGIC);
  if (version > FASTCOV_PROFILE_VERSION)
    return fault_set(fault, FAULT_NEWER,
                     "written by a newer fastcov: profile version %" PRIu32 ", this one reads %d",
                     version, FASTCOV_PROFILE_VERSION);
  if (version == 0 || zero)
    return damaged(in, fault, "version or reserved field wrong");
  return FAULT_NONE;
}

static enum fault_kind contexts_get(struct cursor *in, struct profile *profile,
                                    struct fault *fault) {
  struct bytes last = {0};
  size_t count = get_count(in, 1);
  for (size_t i = 0; i < count && !in->failed; i++) {
    struct bytes name = get_str(in);
    if (!in->failed && bytes_compare(last, name) >= 0)
      return damaged(in, fault, "contexts out of order");
    if (!in->failed)
      profile_add_context(profile, name);
    last = name;
  }
  return in->failed ? damaged(in, fault, "contexts truncated") : FAULT_NONE;
}

static enum fault_kind unit_get(struct cursor *in, struct profile *profile,
                                const unsigned char *last_id, struct fault *fault) {
  struct bytes id = get_bytes(in, FASTCOV_UNIT_ID_SIZE);
  uint32_t flag_count = get_uv32(in);
  struct bytes bits = get_bytes(in, flag_bits_size(flag_count));
  if (in->failed)
    return damaged(in, fault, "units truncated");
  if (last_id && memcmp(last_id, id.data, FASTCOV_UNIT_ID_SIZE) >= 0)
    return damaged(in, fault, "units out of order");
  struct profile_unit unit = profile_unit(profile, profile_add_unit(profile, id.data, flag_count));
  if (!flag_bits_valid(bits.data, flag_count))
    return damaged(in, fault, "bits set beyond the last flag");
  flag_bits_spread(unit.flags, bits.data, flag_count);
  return FAULT_NONE;
}

static enum fault_kind units_get(struct cursor *in, struct profile *profile, struct fault *fault) {
  size_t count = get_count(in, FASTCOV_UNIT_ID_SIZE + 1);
  for (size_t i = 0; i < count; i++) {
    const unsigned char *last_id = i ? profile_unit(profile, i - 1).id : NULL;
    if (unit_get(in, profile, last_id, fault))
      return fault->kind;
  }
  return in->failed ? damaged(in, fault, "unit count wrong") : FAULT_NONE;
}

// The units of an image, ascending.
static enum fault_kind links_get(struct cursor *in, struct profile *profile, size_t image,
                                 struct fault *fault) {
  size_t count = get_count(in, 1);
  uint64_t least = 0;
  for (size_t i = 0; i < count && !in->failed; i++) {
    uint64_t unit = get_uv(in);
    if (in->failed || unit < least || unit >= profile_unit_count(profile))
      return damaged(in, fault, "an image's units wrong or out of order");
    profile_link(profile, image, (size_t)unit);
    least = unit + 1;
  }
  return in->failed ? damaged(in, fault, "an image's units truncated") : FAULT_NONE;
}

static enum fault_kind images_get(struct cursor *in, struct profile *profile, const char *origin,
                                  struct fault *fault) {
  size_t count = get_count(in, 3);
  for (size_t i = 0; i < count && !in->failed; i++) {
    struct profile_image image = {.path = get_str(in)};
    image.build_id = get_str(in);
    if (in->failed)
      break;
    if (memchr(image.path.data, 0, image.path.size))
      return damaged(in, fault, "zero byte in an image's path");
    struct profile_image last = i ? profile_image(profile, i - 1) : image;
    if (i && image_compare(&last, &image) >= 0)
      return damaged(in, fault, "images out of order");
    size_t number = profile_add_image(profile, image.path, image.build_id, origin);
    if (links_get(in, profile, number, fault))
      return fault->kind;
  }
  return in->failed ? damaged(in, fault, "images truncated") : FAULT_NONE;
}

// A map's unit id is in its header, which is all that is looked at here.
static enum fault_kind map_get(struct cursor *in, struct profile *profile, const char *origin,
                               const unsigned char **last_id, struct fault *fault) {
  struct bytes chunk = get_str(in);
  if (in->failed || chunk.size < FASTCOV_MAP_HEADER_SIZE)
    return damaged(in, fault, "maps truncated");
  const unsigned char *id = chunk.data + FASTCOV_MAP_HEADER_SIZE - FASTCOV_UNIT_ID_SIZE;
  if (*last_id && memcmp(*last_id, id, FASTCOV_UNIT_ID_SIZE) >= 0)
    return damaged(in, fault, "maps out of order");
  profile_add_map(profile, id, chunk, origin);
  *last_id = id;
  return FAULT_NONE;
}

// Version 2 is what a profile with maps is written in; version 3 may have none.
static enum fault_kind maps_get(struct cursor *in, uint32_t version, struct profile *profile,
                                const char *origin, struct fault *fault) {
  const unsigned char *last_id = NULL;
  size_t count = get_count(in, FASTCOV_MAP_HEADER_SIZE + 1);
  if (in->failed || (!count && version == 2))
    return damaged(in, fault, "map count wrong");
  for (size_t i = 0; i < count; i++)
    if (map_get(in, profile, origin, &last_id, fault))
      return fault->kind;
  return FAULT_NONE;
}

// The bits of one context in a unit; `next` is the least that its position may be.
static enum fault_kind context_bits_get(struct cursor *in, struct profile *profile, size_t number,
                                        uint64_t *next, struct fault *fault) {
  struct profile_unit unit = profile_unit(profile, number);
  uint64_t gap = get_uv(in), contexts = profile_context_count(profile);
  struct bytes bits = get_bytes(in, flag_bits_size(unit.flag_count));
  if (in->failed || gap >= contexts - *next)
    return damaged(in, fault, "a unit's contexts wrong or truncated");
  unsigned char *into = profile_context_bits(profile, number, (size_t)(*next + gap));
  *next += gap + 1;
  flag_bits_merge(into, bits.data, unit.flag_count);
  if (!flag_bits_within(bits.data, unit.flags, unit.flag_count))
    return damaged(in, fault, "a context's flags are none, or not the unit's");
  return FAULT_NONE;
}

static enum fault_kind context_flags_get(struct cursor *in, struct profile *profile,
                                         struct fault *fault) {
  bool any = false;
  for (size_t unit = 0; unit < profile_unit_count(profile); unit++) {
    size_t count = get_count(in, 1);
    uint64_t next = 0;
    if (count > profile_context_count(profile))
      return damaged(in, fault, "a unit's contexts wrong or truncated");
    for (size_t i = 0; i < count; i++)
      if (context_bits_get(in, profile, unit, &next, fault))
        return fault->kind;
    any |= count > 0;
  }
  return in->failed || !any ? damaged(in, fault, "contexts of units truncated or none")
                            : FAULT_NONE;
}

static enum fault_kind payload_get(struct cursor *in, const char *origin, struct profile *profile,
                                   struct fault *fault) {
  uint32_t version;
  if (preamble_get(in, &version, fault) || contexts_get(in, profile, fault) ||
      units_get(in, profile, fault) || images_get(in, profile, origin, fault) ||
      (version > 1 && maps_get(in, version, profile, origin, fault)) ||
      (version > 2 && context_flags_get(in, profile, fault)))
    return fault->kind;
  if (cursor_left(in))
    return fault_set(fault, FAULT_DAMAGED, "damaged profile: %zu bytes too many at its end",
                     cursor_left(in));
  return FAULT_NONE;
}

enum fault_kind profile_decode(struct bytes file, const char *origin, struct profile **profile,
                               struct fault *fault) {
  struct buffer payload = {0};
  *profile = NULL;
  fault->kind = FAULT_NONE;
  if (zstd_frame_read(file, "profile", &payload, fault))
    return fault->kind;
  struct cursor in = cursor_over(payload.data, payload.size);
  *profile = profile_new();
  if (payload_get(&in, origin, *profile, fault)) {
    profile_free(*profile);
    *profile = NULL;
  }
  free(payload.data);
  return fault->kind;
}
