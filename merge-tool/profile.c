// See profile.h.
#include "profile.h"
#include "buffer.h"
#include "flag_bits.h"
#include "key_table.h"
#include "xmalloc.h"
#include <assert.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

struct unit {
  uint32_t flag_count;
  unsigned char *flags;
  struct context_flags *contexts;
  size_t context_count, context_capacity;
};

struct image {
  struct bytes path, build_id; // borrowed from the key, see image_key
  char *origin;
  size_t *units;
  size_t unit_count, unit_capacity;
};

struct map {
  struct bytes chunk;
  char *origin;
};

struct profile {
  struct key_table *unit_ids, *image_keys, *links, *contexts;
  struct key_table *context_links; // pairs of unit and context
  size_t *context_positions;       // where the pair's bits are among the unit's
  size_t context_position_capacity;
  struct key_table *map_ids; // units whose maps the profile carries
  struct map *maps;
  size_t map_capacity;
  struct unit *units;
  size_t unit_capacity;
  struct image *images;
  size_t image_capacity;
};

struct profile *profile_new(void) {
  struct profile *profile = xcalloc(1, sizeof *profile);
  profile->unit_ids = key_table_new();
  profile->image_keys = key_table_new();
  profile->links = key_table_new();
  profile->contexts = key_table_new();
  profile->context_links = key_table_new();
  profile->map_ids = key_table_new();
  return profile;
}

static void unit_free(struct unit *unit) {
  for (size_t i = 0; i < unit->context_count; i++)
    free(unit->contexts[i].bits);
  free(unit->contexts);
  free(unit->flags);
}

void profile_free(struct profile *profile) {
  if (!profile)
    return;
  for (size_t i = 0; i < profile_unit_count(profile); i++)
    unit_free(&profile->units[i]);
  for (size_t i = 0; i < profile_image_count(profile); i++) {
    free(profile->images[i].origin);
    free(profile->images[i].units);
  }
  for (size_t i = 0; i < profile_map_count(profile); i++) {
    free((void *)profile->maps[i].chunk.data);
    free(profile->maps[i].origin);
  }
  free(profile->units);
  free(profile->images);
  free(profile->maps);
  free(profile->context_positions);
  key_table_free(profile->unit_ids);
  key_table_free(profile->image_keys);
  key_table_free(profile->links);
  key_table_free(profile->contexts);
  key_table_free(profile->context_links);
  key_table_free(profile->map_ids);
  free(profile);
}

size_t profile_unit_count(const struct profile *profile) {
  return key_table_count(profile->unit_ids);
}

struct profile_unit profile_unit(const struct profile *profile, size_t number) {
  struct bytes id = key_table_key(profile->unit_ids, number);
  const struct unit *unit = &profile->units[number];
  return (struct profile_unit){id.data, unit->flag_count, unit->flags, unit->contexts,
                               unit->context_count};
}

struct profile_unit profile_find(const struct profile *profile, const unsigned char *id) {
  size_t number = key_table_find(profile->unit_ids, id, FASTCOV_UNIT_ID_SIZE);
  if (number == KEY_TABLE_NONE)
    return (struct profile_unit){.id = id};
  return profile_unit(profile, number);
}

size_t profile_image_count(const struct profile *profile) {
  return key_table_count(profile->image_keys);
}

struct profile_image profile_image(const struct profile *profile, size_t number) {
  assert(number < profile_image_count(profile));
  const struct image *image = &profile->images[number];
  return (struct profile_image){image->path, image->build_id, image->origin, image->units,
                                image->unit_count};
}

size_t profile_context_count(const struct profile *profile) {
  return key_table_count(profile->contexts);
}

struct bytes profile_context(const struct profile *profile, size_t number) {
  return key_table_key(profile->contexts, number);
}

size_t profile_add_unit(struct profile *profile, const unsigned char *id, uint32_t flag_count) {
  size_t count = profile_unit_count(profile);
  size_t number = key_table_add(profile->unit_ids, id, FASTCOV_UNIT_ID_SIZE);
  if (number < count)
    return number;
  profile->units = xgrow(profile->units, count, &profile->unit_capacity, sizeof *profile->units);
  profile->units[number] = (struct unit){.flag_count = flag_count, .flags = xcalloc(flag_count, 1)};
  return number;
}

// The key of an image: its path, a zero byte, its build-id.
static struct buffer image_key(struct bytes path, struct bytes build_id) {
  struct buffer key = {0};
  buffer_bytes(&key, path.data, path.size);
  buffer_bytes(&key, "", 1);
  buffer_bytes(&key, build_id.data, build_id.size);
  return key;
}

size_t profile_add_image(struct profile *profile, struct bytes path, struct bytes build_id,
                         const char *origin) {
  size_t count = profile_image_count(profile);
  struct buffer key = image_key(path, build_id);
  size_t number = key_table_add(profile->image_keys, key.data, key.size);
  free(key.data);
  if (number < count)
    return number;
  profile->images =
      xgrow(profile->images, count, &profile->image_capacity, sizeof *profile->images);
  const unsigned char *owned = key_table_key(profile->image_keys, number).data;
  profile->images[number] = (struct image){.path = {owned, path.size},
                                           .build_id = {owned + path.size + 1, build_id.size},
                                           .origin = xstrdup(origin)};
  return number;
}

void profile_link(struct profile *profile, size_t image, size_t unit) {
  size_t count = key_table_count(profile->links);
  uint64_t pair[2] = {image, unit};
  if (key_table_add(profile->links, pair, sizeof pair) < count)
    return;
  struct image *to = &profile->images[image];
  to->units = xgrow(to->units, to->unit_count, &to->unit_capacity, sizeof *to->units);
  to->units[to->unit_count++] = unit;
}

size_t profile_add_context(struct profile *profile, struct bytes name) {
  assert(name.size);
  return key_table_add(profile->contexts, name.data, name.size);
}

unsigned char *profile_context_bits(struct profile *profile, size_t unit, size_t context) {
  struct unit *of = &profile->units[unit];
  size_t count = key_table_count(profile->context_links);
  uint64_t pair[2] = {unit, context};
  size_t number = key_table_add(profile->context_links, pair, sizeof pair);
  if (number < count)
    return of->contexts[profile->context_positions[number]].bits;
  profile->context_positions =
      xgrow(profile->context_positions, count, &profile->context_position_capacity,
            sizeof *profile->context_positions);
  of->contexts =
      xgrow(of->contexts, of->context_count, &of->context_capacity, sizeof *of->contexts);
  profile->context_positions[number] = of->context_count;
  of->contexts[of->context_count] =
      (struct context_flags){context, xcalloc(flag_bits_size(of->flag_count), 1)};
  return of->contexts[of->context_count++].bits;
}

size_t profile_map_count(const struct profile *profile) {
  return key_table_count(profile->map_ids);
}

struct profile_map profile_map(const struct profile *profile, size_t number) {
  const struct map *map = &profile->maps[number];
  return (struct profile_map){key_table_key(profile->map_ids, number).data, map->chunk,
                              map->origin};
}

void profile_add_map(struct profile *profile, const unsigned char *id, struct bytes chunk,
                     const char *origin) {
  size_t count = profile_map_count(profile);
  if (key_table_add(profile->map_ids, id, FASTCOV_UNIT_ID_SIZE) < count)
    return;
  profile->maps = xgrow(profile->maps, count, &profile->map_capacity, sizeof *profile->maps);
  const unsigned char *owned = (const unsigned char *)xmemdup(chunk.data, chunk.size);
  profile->maps[count] = (struct map){{owned, chunk.size}, xstrdup(origin)};
}

// A unit id is a hash of the map, which says how many flags there are: two counts cannot both be
// right.
static enum fault_kind count_check(const struct profile *profile, const unsigned char *id,
                                   uint32_t flag_count, struct fault *fault) {
  struct profile_unit known = profile_find(profile, id);
  if (!known.flags || known.flag_count == flag_count)
    return FAULT_NONE;
  return fault_set(fault, FAULT_DAMAGED,
                   "unit %02x%02x%02x%02x... has %" PRIu32 " flags, but %" PRIu32
                   " in files read before",
                   id[0], id[1], id[2], id[3], flag_count, known.flag_count);
}

static void flags_merge(struct profile *profile, size_t unit, const unsigned char *flags) {
  unsigned char *into = profile->units[unit].flags;
  for (uint32_t i = 0; i < profile->units[unit].flag_count; i++)
    into[i] |= flags[i];
}

static enum fault_kind shard_check(const struct profile *profile, const struct shard *shard,
                                   struct fault *fault) {
  for (size_t i = 0; i < shard->unit_count; i++)
    if (count_check(profile, shard->units[i].id, shard->units[i].flag_count, fault))
      return fault->kind;
  return FAULT_NONE;
}

enum fault_kind profile_add_shard(struct profile *profile, const struct shard *shard,
                                  const char *origin, struct fault *fault) {
  if (shard_check(profile, shard, fault))
    return fault->kind;
  size_t image = profile_add_image(profile, shard->image, shard->build_id, origin);
  size_t context = SIZE_MAX;
  if (shard->context.size)
    context = profile_add_context(profile, shard->context);
  for (size_t i = 0; i < shard->unit_count; i++) {
    const struct shard_unit *unit = &shard->units[i];
    size_t number = profile_add_unit(profile, unit->id, unit->flag_count);
    flags_merge(profile, number, unit->flags);
    if (context != SIZE_MAX && memchr(unit->flags, FASTCOV_FLAG_SET, unit->flag_count))
      flag_bits_set(profile_context_bits(profile, number, context), unit->flags, unit->flag_count);
    profile_link(profile, image, number);
  }
  return FAULT_NONE;
}

static enum fault_kind profile_check(const struct profile *profile, const struct profile *from,
                                     struct fault *fault) {
  for (size_t i = 0; i < profile_unit_count(from); i++) {
    struct profile_unit unit = profile_unit(from, i);
    if (count_check(profile, unit.id, unit.flag_count, fault))
      return fault->kind;
  }
  return FAULT_NONE;
}

static void image_merge(struct profile *profile, const struct profile *from, size_t number,
                        const char *origin) {
  struct profile_image image = profile_image(from, number);
  size_t into = profile_add_image(profile, image.path, image.build_id, origin);
  for (size_t i = 0; i < image.unit_count; i++) {
    struct profile_unit unit = profile_unit(from, image.units[i]);
    profile_link(profile, into, profile_add_unit(profile, unit.id, unit.flag_count));
  }
}

static void contexts_merge(struct profile *profile, const struct profile *from) {
  size_t count = profile_context_count(from);
  size_t *numbers = xcalloc(count, sizeof *numbers);
  for (size_t i = 0; i < count; i++)
    numbers[i] = profile_add_context(profile, profile_context(from, i));
  for (size_t i = 0; i < profile_unit_count(from); i++) {
    struct profile_unit unit = profile_unit(from, i);
    size_t number = profile_add_unit(profile, unit.id, unit.flag_count);
    for (size_t j = 0; j < unit.context_count; j++)
      flag_bits_merge(profile_context_bits(profile, number, numbers[unit.contexts[j].context]),
                      unit.contexts[j].bits, unit.flag_count);
  }
  free(numbers);
}

enum fault_kind profile_merge(struct profile *profile, const struct profile *from,
                              const char *origin, struct fault *fault) {
  if (profile_check(profile, from, fault))
    return fault->kind;
  for (size_t i = 0; i < profile_unit_count(from); i++) {
    struct profile_unit unit = profile_unit(from, i);
    flags_merge(profile, profile_add_unit(profile, unit.id, unit.flag_count), unit.flags);
  }
  for (size_t i = 0; i < profile_image_count(from); i++)
    image_merge(profile, from, i, origin);
  contexts_merge(profile, from);
  for (size_t i = 0; i < profile_map_count(from); i++) {
    struct profile_map map = profile_map(from, i);
    profile_add_map(profile, map.id, map.chunk, origin);
  }
  return FAULT_NONE;
}
