// What a merge took in, and what it could not use or must not trust: beside every number that the
// report prints, how far it can be relied on.
//
// Entries are sentences that begin with the file they are about, made by ledger_add and owned by
// the ledger. Libraries fill it; the command line and the reports read it.
#ifndef FASTCOV_LEDGER_H
#define FASTCOV_LEDGER_H

#include "shard_file.h"

enum ledger_list {
  LEDGER_DAMAGED,        // files that could not be read or understood
  LEDGER_MISSING,        // processes and contexts of which nothing is on record
  LEDGER_STALE,          // flags without a map, sources that changed since
  LEDGER_CONTRADICTED,   // what ran although marked unreachable
  LEDGER_NEEDLESS,       // outcomes that ran although somebody left them out one by one
  LEDGER_UNINSTRUMENTED, // sources compiled without the plugin; just their paths
  LEDGER_SKIPPED,        // sources that the compiler was told to leave alone; just their paths
  LEDGER_NEVER_RAN,      // images of which nothing ever ran; just their paths
  LEDGER_IMPORTED,       // files of other tools that were read; just their paths
  LEDGER_DIFF,           // what the report was cut down to: a diff's path
  LEDGER_NOTE,           // what was done, for the curious
  LEDGER_LIST_COUNT,
  LEDGER_FATAL_COUNT =
      LEDGER_CONTRADICTED + 1, // an entry in one of the first makes numbers no verdict
};

struct ledger;

// An empty ledger. ledger_free accepts NULL.
struct ledger *ledger_new(void);
void ledger_free(struct ledger *ledger);

// Appends the sentence that printf would print.
void ledger_add(struct ledger *ledger, enum ledger_list list, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

// Sorts each list but the notes, and drops repetitions.
void ledger_sort(struct ledger *ledger);

size_t ledger_count(const struct ledger *ledger, enum ledger_list list);

// An entry, valid until ledger_sort or ledger_free.
const char *ledger_entry(const struct ledger *ledger, enum ledger_list list, size_t number);

// Counts a shard, or a pool, that was read.
void ledger_shard(struct ledger *ledger, const struct shard *shard);

// How many shards were counted, those in pools included; how many processes they come from; and how
// many of them hold flags that were not mapped.
//
// A process is a start of a program: its shards agree in host, process number and random number.
// Shards of format version 1 have none: of those with the same host and process number, those for
// the same image and context come from different processes, the number having been used again. A
// pool counts shards, not processes; of those whose image is a program there is one per process,
// unless it changed its context. Of shared objects nobody knows whether their processes were
// counted already, so pools make the number the least that it can be. A shard that is counted twice
// is still of one process.
size_t ledger_fallbacks(const struct ledger *ledger);
size_t ledger_shards(const struct ledger *ledger);
size_t ledger_processes(const struct ledger *ledger);

// Counts a profile that was read.
void ledger_profile(struct ledger *ledger);
size_t ledger_profiles(const struct ledger *ledger);

#endif
