// See source_check.h.
#include "source_check.h"
#include "fastcov_hash.h"
#include "key_table.h"
#include "xmalloc.h"
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

// A source as it is on disk.
struct source {
  const struct source_text *text;
  uint64_t hash;
};

struct source_check {
  const struct source_paths *paths;
  struct source_texts *texts;
  struct ledger *ledger;
  struct key_table *names; // absolute
  struct source *sources;
  size_t capacity;
};

struct source_check *source_check_new(const struct source_paths *paths, struct source_texts *texts,
                                      struct ledger *ledger) {
  struct source_check *check = xcalloc(1, sizeof *check);
  check->paths = paths;
  check->texts = texts;
  check->ledger = ledger;
  check->names = key_table_new();
  return check;
}

void source_check_free(struct source_check *check) {
  if (!check)
    return;
  key_table_free(check->names);
  free(check->sources);
  free(check);
}

static struct source source_read(struct source_check *check, const char *absolute) {
  const struct source_text *text = source_texts_whole(check->texts, absolute);
  const char *shown = source_paths_shown(check->paths, absolute);
  if (text->problem)
    ledger_add(check->ledger, LEDGER_NOTE, "%s: not compared: %s", shown, text->problem);
  else if (!text->present)
    ledger_add(check->ledger, LEDGER_NOTE, "%s: not here to compare", shown);
  if (!text->present)
    return (struct source){text, 0};
  return (struct source){text, fastcov_hash64(text->content.data, text->content.size, 0)};
}

static const struct source *source_find(struct source_check *check, const char *absolute) {
  size_t count = key_table_count(check->names);
  size_t number = key_table_add(check->names, absolute, strlen(absolute));
  if (number == count) {
    check->sources = xgrow(check->sources, count, &check->capacity, sizeof *check->sources);
    check->sources[number] = source_read(check, absolute);
  }
  return &check->sources[number];
}

static void file_check(struct source_check *check, const char *absolute,
                       const struct unit_file *file) {
  const struct source *source = source_find(check, absolute);
  size_t size = source->text->content.size;
  if (!source->text->present || (size == file->size && source->hash == file->hash))
    return;
  const char *shown = source_paths_shown(check->paths, absolute);
  if (size != file->size)
    ledger_add(check->ledger, LEDGER_STALE,
               "%s: changed since it was compiled (%" PRIu64 " bytes then, %zu now)", shown,
               file->size, size);
  else
    ledger_add(check->ledger, LEDGER_STALE,
               "%s: changed since it was compiled (%" PRIu64 " bytes, but others)", shown,
               file->size);
}

void source_check_unit(struct source_check *check, const struct unit_map *map) {
  for (size_t i = 0; i < map->file_count; i++) {
    char *absolute = source_paths_absolute(check->paths, map->directory, map->files[i].path);
    if (source_paths_selected(check->paths, absolute))
      file_check(check, absolute, &map->files[i]);
    free(absolute);
  }
}
