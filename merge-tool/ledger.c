// See ledger.h.
#include "ledger.h"
#include "fastcov_hash.h"
#include "xmalloc.h"
#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct entries {
  char **texts;
  size_t count, capacity;
};

// A shard reduced to what counting processes needs: 24 bytes, whatever the shard's size.
struct trace {
  uint64_t process; // hash of host and process number
  uint64_t role;    // hash of image and context
  uint64_t shard;   // hash of the header
};

// A pool, likewise.
struct pool_trace {
  uint64_t context, pool; // hashes
  uint64_t folded;
  bool is_program;
};

struct ledger {
  struct entries lists[LEDGER_LIST_COUNT];
  struct trace *traces;
  size_t trace_count, trace_capacity;
  struct pool_trace *pools;
  size_t pool_count, pool_capacity;
  size_t profiles, fallbacks;
};

struct ledger *ledger_new(void) {
  return xcalloc(1, sizeof(struct ledger));
}

void ledger_free(struct ledger *ledger) {
  if (!ledger)
    return;
  for (int list = 0; list < LEDGER_LIST_COUNT; list++) {
    for (size_t i = 0; i < ledger->lists[list].count; i++)
      free(ledger->lists[list].texts[i]);
    free(ledger->lists[list].texts);
  }
  free(ledger->traces);
  free(ledger->pools);
  free(ledger);
}

void ledger_add(struct ledger *ledger, enum ledger_list list, const char *format, ...) {
  struct entries *to = &ledger->lists[list];
  char *text;
  va_list arguments;
  va_start(arguments, format);
  int size = vasprintf(&text, format, arguments);
  va_end(arguments);
  to->texts = xgrow(to->texts, to->count, &to->capacity, sizeof *to->texts);
  to->texts[to->count++] = size < 0 ? xstrdup("out of memory") : text;
}

static int by_text(const void *left, const void *right) {
  return strcmp(*(char *const *)left, *(char *const *)right);
}

static void entries_sort(struct entries *list) {
  if (!list->count)
    return;
  qsort(list->texts, list->count, sizeof *list->texts, by_text);
  size_t kept = 1;
  for (size_t i = 1; i < list->count; i++) {
    if (strcmp(list->texts[i], list->texts[kept - 1]))
      list->texts[kept++] = list->texts[i];
    else
      free(list->texts[i]);
  }
  list->count = kept;
}

void ledger_sort(struct ledger *ledger) {
  for (int list = 0; list < LEDGER_LIST_COUNT; list++)
    if (list != LEDGER_NOTE)
      entries_sort(&ledger->lists[list]);
}

size_t ledger_count(const struct ledger *ledger, enum ledger_list list) {
  return ledger->lists[list].count;
}

const char *ledger_entry(const struct ledger *ledger, enum ledger_list list, size_t number) {
  assert(number < ledger->lists[list].count);
  return ledger->lists[list].texts[number];
}

static uint64_t bytes_hash(struct bytes bytes, uint64_t seed) {
  return fastcov_hash64(bytes.data, bytes.size, seed);
}

// The same pool may be read again, and then know more.
static void pool_note(struct ledger *ledger, const struct shard *shard) {
  uint64_t pool = shard->header_hash;
  size_t i = 0;
  while (i < ledger->pool_count && ledger->pools[i].pool != pool)
    i++;
  if (i == ledger->pool_count) {
    ledger->pools =
        xgrow(ledger->pools, ledger->pool_count, &ledger->pool_capacity, sizeof *ledger->pools);
    ledger->pools[ledger->pool_count++] = (struct pool_trace){
        .context = bytes_hash(shard->context, 0), .pool = pool, .is_program = shard->is_program};
  }
  if (shard->folded > ledger->pools[i].folded)
    ledger->pools[i].folded = shard->folded;
}

void ledger_shard(struct ledger *ledger, const struct shard *shard) {
  if (shard->state == FASTCOV_STATE_POOL) {
    pool_note(ledger, shard);
    return;
  }
  ledger->fallbacks += shard->state != FASTCOV_STATE_MAPPED;
  ledger->traces =
      xgrow(ledger->traces, ledger->trace_count, &ledger->trace_capacity, sizeof *ledger->traces);
  ledger->traces[ledger->trace_count++] = (struct trace){
      .process = bytes_hash(shard->host, shard->pid | (uint64_t)shard->process << 32),
      .role = shard->process ? 0 : bytes_hash(shard->context, bytes_hash(shard->image, 0)),
      .shard = shard->process ? 0 : shard->header_hash,
  };
}

size_t ledger_shards(const struct ledger *ledger) {
  size_t total = ledger->trace_count;
  for (size_t i = 0; i < ledger->pool_count; i++)
    total += ledger->pools[i].folded;
  return total;
}

size_t ledger_fallbacks(const struct ledger *ledger) { return ledger->fallbacks; }

static int u64_compare(uint64_t a, uint64_t b) { return (a > b) - (a < b); }

static int by_process(const void *left, const void *right) {
  const struct trace *a = left, *b = right;
  int order = u64_compare(a->process, b->process);
  order = order ? order : u64_compare(a->role, b->role);
  return order ? order : u64_compare(a->shard, b->shard);
}

// How many different shards of one role there are from `first` on; sets *next to the one after.
static size_t role_count(const struct trace *traces, size_t first, size_t count, size_t *next) {
  size_t distinct = 1, i = first + 1;
  for (; i < count; i++) {
    if (traces[i].process != traces[first].process || traces[i].role != traces[first].role)
      break;
    distinct += traces[i].shard != traces[i - 1].shard;
  }
  *next = i;
  return distinct;
}

static int by_context(const void *left, const void *right) {
  const struct pool_trace *a = left, *b = right;
  return u64_compare(a->context, b->context);
}

// In each context: as many as there were programs, and at least as many as used any one object.
static size_t pooled_processes(const struct ledger *ledger) {
  uint64_t total = 0, programs = 0, most = 0;
  if (ledger->pool_count)
    qsort(ledger->pools, ledger->pool_count, sizeof *ledger->pools, by_context);
  for (size_t i = 0; i < ledger->pool_count; i++) {
    const struct pool_trace *pool = &ledger->pools[i];
    if (pool->is_program)
      programs += pool->folded;
    else if (pool->folded > most)
      most = pool->folded;
    if (i + 1 == ledger->pool_count || pool[1].context != pool->context) {
      total += programs > most ? programs : most;
      programs = most = 0;
    }
  }
  return total;
}

size_t ledger_processes(const struct ledger *ledger) {
  const struct trace *traces = ledger->traces;
  size_t total = 0, most = 0;
  if (ledger->trace_count)
    qsort(ledger->traces, ledger->trace_count, sizeof *traces, by_process);
  for (size_t i = 0, next; i < ledger->trace_count; i = next) {
    size_t distinct = role_count(traces, i, ledger->trace_count, &next);
    most = distinct > most ? distinct : most;
    if (next == ledger->trace_count || traces[next].process != traces[i].process) {
      total += most;
      most = 0;
    }
  }
  return total + pooled_processes(ledger);
}

void ledger_profile(struct ledger *ledger) { ledger->profiles++; }
size_t ledger_profiles(const struct ledger *ledger) { return ledger->profiles; }
