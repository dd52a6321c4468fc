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

struct ledger {
  struct entries lists[LEDGER_LIST_COUNT];
  struct trace *traces;
  size_t trace_count, trace_capacity;
  size_t profiles;
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

void ledger_shard(struct ledger *ledger, const struct shard *shard) {
  ledger->traces =
      xgrow(ledger->traces, ledger->trace_count, &ledger->trace_capacity, sizeof *ledger->traces);
  ledger->traces[ledger->trace_count++] = (struct trace){
      .process = bytes_hash(shard->host, shard->pid),
      .role = bytes_hash(shard->context, bytes_hash(shard->image, 0)),
      .shard = shard->header_hash,
  };
}

size_t ledger_shards(const struct ledger *ledger) { return ledger->trace_count; }

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
  return total;
}

void ledger_profile(struct ledger *ledger) { ledger->profiles++; }
size_t ledger_profiles(const struct ledger *ledger) { return ledger->profiles; }
