// See inputs.h.
#include "inputs.h"
#include "file_bytes.h"
#include "file_list.h"
#include "profile_file.h"
#include "xmalloc.h"
#include <fcntl.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct merge {
  struct profile *profile;
  struct ledger *ledger;
  struct buffer content; // of the file at hand; reused
  bool in_directory;     // the user did not name the file at hand
  struct file_list gone; // shards that were there a moment ago
};

// A pool has just counted a shard that is still there, and was or will be read: that one counts.
static void pool_uncount(const char *path, struct shard *pool) {
  if (!pool->counted.size || !pool->folded)
    return;
  char *other = xasprintf("%.*s%.*s", (int)(basename(path) - path), path, (int)pool->counted.size,
                          (const char *)pool->counted.data);
  pool->folded -= !access(other, F_OK);
  free(other);
}

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
    pool_uncount(path, &shard);
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

// A link that leads nowhere is still there.
static bool entry_gone(const char *path) {
  return faccessat(AT_FDCWD, path, F_OK, AT_SYMLINK_NOFOLLOW);
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
  if (fault.kind == FAULT_IO && merge->in_directory && entry_gone(path))
    file_list_add(&merge->gone, xstrdup(path));
  else if (fault.kind)
    ledger_add(merge->ledger, LEDGER_DAMAGED, "%s: %s", path, fault.text);
}

static bool suffix_is(const char *path, const char *suffix) {
  size_t size = strlen(path), suffix_size = strlen(suffix);
  return size >= suffix_size && !strcmp(path + size - suffix_size, suffix);
}

// A process without a shard: "PID-UNIQUE.lost".
static void lost_note(struct ledger *ledger, const char *path) {
  const char *name = basename(path);
  ledger_add(ledger, LEDGER_MISSING, "%s: process %.*s could not make its shard", path,
             (int)strspn(name, "0123456789"), name);
}

// Shards that went while we read the directory went into pools: those know what they held by now.
static void gone_find(struct merge *merge, const char *path) {
  struct file_list files = {0};
  size_t pools = 0;
  file_list_fill(&files, path, merge->ledger);
  for (size_t i = 0; i < files.count; i++)
    if (!strncmp(basename(files.paths[i]), "pool-", 5) &&
        suffix_is(files.paths[i], FASTCOV_SHARD_SUFFIX)) {
      file_merge(merge, files.paths[i]);
      pools++;
    }
  for (size_t i = 0; i < merge->gone.count && !pools; i++)
    ledger_add(merge->ledger, LEDGER_DAMAGED, "%s: gone while the directory was read",
               merge->gone.paths[i]);
  file_list_free(&files);
  file_list_free(&merge->gone);
}

static void directory_merge(struct merge *merge, const char *path) {
  struct file_list files = {0};
  merge->in_directory = true;
  file_list_fill(&files, path, merge->ledger);
  for (size_t i = 0; i < files.count; i++)
    if (suffix_is(files.paths[i], FASTCOV_SHARD_SUFFIX) ||
        suffix_is(files.paths[i], FASTCOV_PROFILE_SUFFIX))
      file_merge(merge, files.paths[i]);
    else if (suffix_is(files.paths[i], FASTCOV_LOST_SUFFIX))
      lost_note(merge->ledger, files.paths[i]);
  file_list_free(&files);
  if (merge->gone.count)
    gone_find(merge, path);
}

// ---- What should be there -----------------------------------------------------------------------

typedef void line_taker(const char *line, const void *context, struct ledger *ledger);

// Hands on each line of the file that is not empty.
static enum fault_kind lines_read(const char *path, line_taker *take, const void *context,
                                  struct ledger *ledger, struct fault *fault) {
  struct buffer content = {0};
  if (!file_read(path, &content, fault)) {
    buffer_bytes(&content, "", 1);
    char *rest = (char *)content.data;
    for (char *line; (line = strsep(&rest, "\n"));)
      if (*line)
        take(line, context, ledger);
  }
  free(content.data);
  return fault->kind;
}

static void error_line(const char *line, const void *path, struct ledger *ledger) {
  ledger_add(ledger, LEDGER_MISSING, "%s: %s", (const char *)path, line);
}

void inputs_errors(const char *path, struct ledger *ledger) {
  struct fault fault = {0};
  if (!access(path, F_OK) && lines_read(path, error_line, path, ledger, &fault))
    ledger_add(ledger, LEDGER_DAMAGED, "%s: %s", path, fault.text);
}

static void context_line(const char *line, const void *profile, struct ledger *ledger) {
  for (size_t i = 0; i < profile_context_count(profile); i++)
    if (!strcmp((const char *)profile_context(profile, i).data, line))
      return;
  ledger_add(ledger, LEDGER_MISSING, "context %s: nothing is on record", line);
}

enum fault_kind inputs_expect_contexts(const char *path, const struct profile *profile,
                                       struct ledger *ledger, struct fault *fault) {
  *fault = (struct fault){0};
  return lines_read(path, context_line, profile, ledger, fault);
}

void inputs_expect_processes(size_t count, struct ledger *ledger) {
  size_t found = ledger_processes(ledger);
  if (found < count)
    ledger_add(ledger, LEDGER_MISSING, "%zu processes are on record, not %zu as expected%s", found,
               count, ledger_profiles(ledger) ? " (those in profiles are not known)" : "");
}

void inputs_merge(const char *path, struct profile *profile, struct ledger *ledger) {
  struct merge merge = {.profile = profile, .ledger = ledger};
  if (directory_is(path))
    directory_merge(&merge, path);
  else
    file_merge(&merge, path);
  free(merge.content.data);
}
