// See inputs.h.
#include "inputs.h"
#include "file_bytes.h"
#include "file_list.h"
#include "profile_file.h"
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

struct merge {
  struct profile *profile;
  struct ledger *ledger;
  struct buffer content; // of the file at hand; reused
};

static void shard_unfinished(struct ledger *ledger, const char *path, const struct shard *shard) {
  ledger_add(ledger, LEDGER_DAMAGED,
             "%s: process %" PRIu32 " (%.*s) ended before its flags were written", path, shard->pid,
             (int)shard->image.size, (const char *)shard->image.data);
}

static enum fault_kind shard_merge(struct merge *merge, const char *path, struct fault *fault) {
  struct bytes file = {merge->content.data, merge->content.size};
  struct shard shard;
  if (shard_read(file, &shard, fault))
    return fault->kind;
  if (!profile_add_shard(merge->profile, &shard, path, fault)) {
    ledger_shard(merge->ledger, &shard);
    ledger_add(merge->ledger, LEDGER_NOTE, "read %s: process %" PRIu32 ", image %.*s, units: %zu",
               path, shard.pid, (int)shard.image.size, (const char *)shard.image.data,
               shard.unit_count);
    if (shard.state == FASTCOV_STATE_OPEN)
      shard_unfinished(merge->ledger, path, &shard);
  }
  shard_free(&shard);
  return fault->kind;
}

static enum fault_kind file_merge_profile(struct merge *merge, const char *path,
                                          struct fault *fault) {
  struct bytes file = {merge->content.data, merge->content.size};
  struct profile *from;
  if (profile_decode(file, path, &from, fault))
    return fault->kind;
  if (!profile_merge(merge->profile, from, path, fault)) {
    ledger_profile(merge->ledger);
    ledger_add(merge->ledger, LEDGER_NOTE, "read %s: a profile, units: %zu", path,
               profile_unit_count(from));
  }
  profile_free(from);
  return fault->kind;
}

static void file_merge(struct merge *merge, const char *path) {
  struct fault fault = {0};
  if (!file_read(path, &merge->content, &fault)) {
    struct bytes file = {merge->content.data, merge->content.size};
    if (profile_file_is(file))
      file_merge_profile(merge, path, &fault);
    else
      shard_merge(merge, path, &fault);
  }
  if (fault.kind)
    ledger_add(merge->ledger, LEDGER_DAMAGED, "%s: %s", path, fault.text);
}

static bool suffix_is(const char *path, const char *suffix) {
  size_t size = strlen(path), suffix_size = strlen(suffix);
  return size >= suffix_size && !strcmp(path + size - suffix_size, suffix);
}

static void directory_merge(struct merge *merge, const char *path) {
  struct file_list files = {0};
  file_list_fill(&files, path, merge->ledger);
  for (size_t i = 0; i < files.count; i++)
    if (suffix_is(files.paths[i], FASTCOV_SHARD_SUFFIX) ||
        suffix_is(files.paths[i], FASTCOV_PROFILE_SUFFIX))
      file_merge(merge, files.paths[i]);
  file_list_free(&files);
}

void inputs_merge(const char *path, struct profile *profile, struct ledger *ledger) {
  struct merge merge = {.profile = profile, .ledger = ledger};
  if (directory_is(path))
    directory_merge(&merge, path);
  else
    file_merge(&merge, path);
  free(merge.content.data);
}
