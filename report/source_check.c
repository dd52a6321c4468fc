// See source_check.h.
#include "source_check.h"
#include "fastcov_hash.h"
#include "file_bytes.h"
#include "key_table.h"
#include "xmalloc.h"
#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

// A source as it is on disk.
struct source {
  bool present;
  uint64_t size, hash;
};

struct source_check {
  const struct source_paths *paths;
  struct ledger *ledger;
  struct key_table *names; // absolute
  struct source *sources;
  size_t capacity;
  struct buffer content; // reused
};

struct source_check *source_check_new(const struct source_paths *paths, struct ledger *ledger) {
  struct source_check *check = xcalloc(1, sizeof *check);
  check->paths = paths;
  check->ledger = ledger;
  check->names = key_table_new();
  return check;
}

void source_check_free(struct source_check *check) {
  if (!check)
    return;
  key_table_free(check->names);
  free(check->sources);
  free(check->content.data);
  free(check);
}

static struct source source_read(struct source_check *check, const char *absolute) {
  struct fault fault = {0};
  const char *shown = source_paths_shown(check->paths, absolute);
  if (access(absolute, F_OK) && errno == ENOENT) {
    ledger_add(check->ledger, LEDGER_NOTE, "%s: not here to compare", shown);
    return (struct source){0};
  }
  if (file_read(absolute, &check->content, &fault)) {
    ledger_add(check->ledger, LEDGER_NOTE, "%s: not compared: %s", shown, fault.text);
    return (struct source){0};
  }
  uint64_t hash = fastcov_hash64(check->content.data, check->content.size, 0);
  return (struct source){true, check->content.size, hash};
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
  const struct source *now = source_find(check, absolute);
  if (!now->present || (now->size == file->size && now->hash == file->hash))
    return;
  const char *shown = source_paths_shown(check->paths, absolute);
  if (now->size != file->size)
    ledger_add(check->ledger, LEDGER_STALE,
               "%s: changed since it was compiled (%" PRIu64 " bytes then, %" PRIu64 " now)", shown,
               file->size, now->size);
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
