// See map_search.h. A unit is known by its id wherever its map turns up; so flags keep their
// meaning when an image was moved, or rebuilt with most of its units unchanged.
#include "map_search.h"
#include "debug_info.h"
#include "elf_image.h"
#include "file_list.h"
#include "key_table.h"
#include "xmalloc.h"
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define DEBUG_DIRECTORY "/usr/lib/debug/.build-id"

// A file that was searched.
struct searched {
  struct fault fault; // why it could not be read
  size_t maps;        // in it, whether or not they were found elsewhere before
  bool ran;           // a flag of one of its units is set
  char *build_id;     // in hexadecimal, of a linked image; else NULL
};

struct map_search {
  struct map_search_parts parts;
  struct key_table *units; // ids of the units found
  size_t embedded;         // the first so many of them came with the profile
  char **unit_sources;     // the absolute main source of each
  size_t source_capacity;
  struct unit_map map;     // the unit's that is being added
  struct key_table *files; // paths searched
  struct searched *searched;
  size_t searched_capacity;
};

// A file being searched.
struct visit {
  struct map_search *search;
  const char *path;
  struct searched *into;
  struct key_table *sources; // absolute main sources of its units
  bool linked;
};

struct map_search *map_search_new(const struct map_search_parts *parts) {
  struct map_search *search = xcalloc(1, sizeof *search);
  search->parts = *parts;
  search->units = key_table_new();
  search->files = key_table_new();
  return search;
}

void map_search_free(struct map_search *search) {
  if (!search)
    return;
  for (size_t i = 0; i < key_table_count(search->units); i++)
    free(search->unit_sources[i]);
  for (size_t i = 0; i < key_table_count(search->files); i++)
    free(search->searched[i].build_id);
  unit_map_free(&search->map);
  free(search->unit_sources);
  free(search->searched);
  key_table_free(search->units);
  key_table_free(search->files);
  free(search);
}

size_t map_search_count(const struct map_search *search) { return key_table_count(search->units); }

static char *hexadecimal(struct bytes bytes) {
  char *text = xcalloc(bytes.size + 1, 2);
  for (size_t i = 0; i < bytes.size; i++)
    snprintf(text + 2 * i, 3, "%02x", bytes.data[i]);
  return text;
}

// ---- Units --------------------------------------------------------------------------------------

static bool any_set(const struct profile_unit *unit) {
  return unit->flags && memchr(unit->flags, FASTCOV_FLAG_SET, unit->flag_count);
}

// A unit id names one map, so flags that do not fit the map were never this unit's.
static bool flags_fit(const struct map_search *search, const struct profile_unit *unit,
                      const struct unit_map *map) {
  if (!unit->flags || unit->flag_count == map->flag_count)
    return true;
  ledger_add(search->parts.ledger, LEDGER_DAMAGED,
             "%.*s: its shards have %" PRIu32 " flags, its map %" PRIu32, (int)map->source.size,
             (const char *)map->source.data, unit->flag_count, map->flag_count);
  return false;
}

static void unit_remember(struct map_search *search, const unsigned char *id,
                          const struct unit_map *map) {
  size_t count = key_table_count(search->units);
  key_table_add(search->units, id, FASTCOV_UNIT_ID_SIZE);
  search->unit_sources =
      xgrow(search->unit_sources, count, &search->source_capacity, sizeof *search->unit_sources);
  search->unit_sources[count] =
      source_paths_absolute(search->parts.paths, map->directory, map->source);
}

static void unit_add(struct map_search *search, const unsigned char *id,
                     const struct unit_map *map) {
  struct profile_unit unit = profile_find(search->parts.profile, id);
  unit_remember(search, id, map);
  bool fit = flags_fit(search, &unit, map);
  bool *ran = unit_map_evaluate(map, fit ? unit.flags : NULL);
  coverage_builder_add(search->parts.builder, map, ran, fit ? &unit : NULL);
  if (search->parts.sources)
    source_check_unit(search->parts.sources, map);
  free(ran);
}

// The chunk's header stands before its payload.
static void map_embed(struct profile *profile, const struct map_chunk *chunk, const char *origin) {
  struct bytes whole = {chunk->payload.data - FASTCOV_MAP_HEADER_SIZE,
                        chunk->payload.size + FASTCOV_MAP_HEADER_SIZE};
  profile_add_map(profile, chunk->id, whole, origin);
}

// `origin` is the file that the chunk is in.
static enum fault_kind unit_read(struct map_search *search, const struct map_chunk *chunk,
                                 const char *origin, struct fault *fault) {
  if (!unit_map_read(chunk, &search->map, fault)) {
    unit_add(search, chunk->id, &search->map);
    if (search->parts.embed)
      map_embed(search->parts.embed, chunk, origin);
  }
  return fault->kind;
}

static enum fault_kind chunk_take(struct visit *visit, const struct map_chunk *chunk,
                                  struct fault *fault) {
  struct map_search *search = visit->search;
  size_t number = key_table_find(search->units, chunk->id, FASTCOV_UNIT_ID_SIZE);
  if (number == KEY_TABLE_NONE) {
    number = key_table_count(search->units);
    if (unit_read(search, chunk, visit->path, fault))
      return fault->kind;
  }
  struct profile_unit unit = profile_find(search->parts.profile, chunk->id);
  const char *source = search->unit_sources[number];
  key_table_add(visit->sources, source, strlen(source));
  visit->into->maps++;
  visit->into->ran |= any_set(&unit);
  return FAULT_NONE;
}

static void section_take(struct visit *visit, struct bytes section) {
  struct cursor in = cursor_over(section.data, section.size);
  while (!in.failed) {
    struct map_chunk chunk;
    struct fault fault = {0};
    if (!map_chunk_next(&in, &chunk, &fault)) {
      if (!chunk.payload.data)
        break;
      chunk_take(visit, &chunk, &fault);
    }
    if (fault.kind)
      ledger_add(visit->search->parts.ledger, LEDGER_DAMAGED, "%s: %s", visit->path, fault.text);
  }
}

static void maps_take(void *context, const struct image *image) {
  struct visit *visit = context;
  if (image_linked(image) && !visit->into->build_id)
    visit->into->build_id = hexadecimal(image_build_id(image));
  visit->linked |= image_linked(image);
  for (size_t i = 0; i < image_map_count(image); i++)
    section_take(visit, image_map(image, i));
}

static void embedded_take(struct map_search *search, const struct profile_map *map) {
  struct cursor in = cursor_over(map->chunk.data, map->chunk.size);
  struct map_chunk chunk;
  struct fault fault = {0};
  if (!map_chunk_next(&in, &chunk, &fault) && chunk.payload.data)
    unit_read(search, &chunk, map->origin, &fault);
  if (fault.kind)
    ledger_add(search->parts.ledger, LEDGER_DAMAGED, "%s: a map in it: %s", map->origin,
               fault.text);
}

void map_search_embedded(struct map_search *search) {
  for (size_t i = 0; i < profile_map_count(search->parts.profile); i++) {
    struct profile_map map = profile_map(search->parts.profile, i);
    embedded_take(search, &map);
  }
  search->embedded = key_table_count(search->units);
}

// ---- Files --------------------------------------------------------------------------------------

// Reports a compilation unit that has no map in this image.
static void source_take(void *context, const char *source, const char *directory) {
  struct visit *visit = context;
  const struct source_paths *paths = visit->search->parts.paths;
  struct bytes from = {(const unsigned char *)directory, directory ? strlen(directory) : 0};
  struct bytes name = {(const unsigned char *)source, strlen(source)};
  char *absolute = source_paths_absolute(paths, from, name);
  bool known = key_table_find(visit->sources, absolute, strlen(absolute)) != KEY_TABLE_NONE ||
               foreign_has(visit->search->parts.foreign, absolute);
  if (!known && source_paths_inside(paths, absolute) && source_paths_selected(paths, absolute)) {
    const char *shown = source_paths_shown(paths, absolute);
    ledger_add(visit->search->parts.ledger, LEDGER_UNINSTRUMENTED, "%s", shown);
    ledger_add(visit->search->parts.ledger, LEDGER_NOTE, "%s: not instrumented in %s", shown,
               visit->path);
  }
  free(absolute);
}

// The DWARF of a linked image tells what is in it; the file that it is in can hold the maps, too.
static void debug_take(struct visit *visit) {
  struct debug_info *info = debug_info_open(visit->path);
  if (!info)
    return;
  struct fault fault = {0};
  const char *file = debug_info_file(info);
  if (!visit->into->maps && file)
    image_visit(file, maps_take, visit, &fault);
  debug_info_sources(info, source_take, visit);
  debug_info_free(info);
}

static void never_ran_report(struct map_search *search, const char *path) {
  const struct source_paths *paths = search->parts.paths;
  struct bytes here = {(const unsigned char *)".", 1};
  struct bytes name = {(const unsigned char *)path, strlen(path)};
  char *absolute = source_paths_absolute(paths, here, name);
  ledger_add(search->parts.ledger, LEDGER_NEVER_RAN, "%s", source_paths_shown(paths, absolute));
  free(absolute);
}

// Searches the file at `path` unless that was done before; returns its number. With `wanted`, a
// file that is none of ours is worth a complaint.
static size_t file_search(struct map_search *search, const char *path, bool wanted) {
  size_t count = key_table_count(search->files);
  size_t number = key_table_add(search->files, path, strlen(path));
  if (number < count)
    return number;
  search->searched =
      xgrow(search->searched, count, &search->searched_capacity, sizeof *search->searched);
  search->searched[number] = (struct searched){0};
  struct visit visit = {search, path, &search->searched[number], key_table_new(), false};
  struct fault *fault = &visit.into->fault;
  image_visit(path, maps_take, &visit, fault);
  if (visit.linked)
    debug_take(&visit);
  key_table_free(visit.sources);
  if (fault->kind && wanted)
    ledger_add(search->parts.ledger, LEDGER_DAMAGED, "%s: %s", path, fault->text);
  if (visit.into->maps)
    ledger_add(search->parts.ledger, LEDGER_NOTE, "searched %s: maps: %zu", path, visit.into->maps);
  if (visit.into->maps && !visit.into->ran)
    never_ran_report(search, path);
  return number;
}

static void directory_search(struct map_search *search, const char *path) {
  struct file_list files = {0};
  file_list_fill(&files, path, search->parts.ledger);
  for (size_t i = 0; i < files.count; i++)
    if (image_file_is(files.paths[i]))
      file_search(search, files.paths[i], true);
  file_list_free(&files);
}

void map_search_object(struct map_search *search, const char *path) {
  if (directory_is(path)) {
    directory_search(search, path);
    return;
  }
  size_t number = file_search(search, path, true);
  if (!search->searched[number].fault.kind && !search->searched[number].maps)
    ledger_add(search->parts.ledger, LEDGER_STALE, "%s: nothing in it was compiled with fastcov",
               path);
}

// ---- The profile's images -----------------------------------------------------------------------

static size_t units_missing(const struct map_search *search, const struct profile_image *image) {
  size_t missing = 0;
  for (size_t i = 0; i < image->unit_count; i++) {
    struct profile_unit unit = profile_unit(search->parts.profile, image->units[i]);
    missing += key_table_find(search->units, unit.id, FASTCOV_UNIT_ID_SIZE) == KEY_TABLE_NONE;
  }
  return missing;
}

// The separate debug file of an image that is itself gone.
static void build_id_search(struct map_search *search, struct bytes build_id) {
  if (build_id.size < 2)
    return;
  char *hex = hexadecimal(build_id);
  char *path = xasprintf(DEBUG_DIRECTORY "/%.2s/%s.debug", hex, hex + 2);
  if (!access(path, F_OK))
    file_search(search, path, true);
  free(path);
  free(hex);
}

static void missing_report(struct map_search *search, const struct profile_image *image,
                           const struct searched *found, size_t missing) {
  const char *path = (const char *)image->path.data;
  struct ledger *ledger = search->parts.ledger;
  const char *units = missing == 1 ? "unit" : "units";
  char *build_id = hexadecimal(image->build_id);
  bool same = found->build_id && image->build_id.size && !strcmp(found->build_id, build_id);
  if (found->fault.kind)
    ledger_add(ledger, LEDGER_STALE, "%s: missing image (%s): no map for %zu %s of %s", path,
               found->fault.text, missing, units, image->origin);
  else if (same && !found->maps)
    ledger_add(ledger, LEDGER_STALE,
               "%s: has no maps, nor has a separate debug file: no map for %zu %s of %s", path,
               missing, units, image->origin);
  else
    ledger_add(ledger, LEDGER_STALE,
               "%s: was rebuilt since %s was written: no map for %zu of its units", path,
               image->origin, missing);
  free(build_id);
}

static void image_check(struct map_search *search, const struct profile_image *image) {
  size_t missing = units_missing(search, image);
  if (missing) {
    build_id_search(search, image->build_id);
    missing = units_missing(search, image);
  }
  const char *path = (const char *)image->path.data;
  size_t number = key_table_find(search->files, path, image->path.size);
  if (missing)
    missing_report(search, image, &search->searched[number], missing);
}

// The profile brought the maps of all units of the image, which may be another by now.
static bool image_embedded(const struct map_search *search, const struct profile_image *image) {
  for (size_t i = 0; i < image->unit_count; i++) {
    struct profile_unit unit = profile_unit(search->parts.profile, image->units[i]);
    size_t number = key_table_find(search->units, unit.id, FASTCOV_UNIT_ID_SIZE);
    if (number == KEY_TABLE_NONE || number >= search->embedded)
      return false;
  }
  return image->unit_count;
}

void map_search_images(struct map_search *search) {
  size_t count = profile_image_count(search->parts.profile);
  for (size_t i = 0; i < count; i++) {
    struct profile_image image = profile_image(search->parts.profile, i);
    if (!image_embedded(search, &image))
      file_search(search, (const char *)image.path.data, false);
  }
  for (size_t i = 0; i < count; i++) {
    struct profile_image image = profile_image(search->parts.profile, i);
    image_check(search, &image);
  }
}
