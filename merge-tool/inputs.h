// Finds the shards and profiles that the user named, and merges them.
#ifndef FASTCOV_INPUTS_H
#define FASTCOV_INPUTS_H

#include "ledger.h"
#include "profile.h"

// Merges `path` into `profile`: a shard or a profile, told apart by how it begins, or all files
// called *.fcs or *.fcov below a directory, where *.lost says that a process could not make its
// shard. One file is in memory at a time. Files that cannot be
// used go to the ledger and leave the profile as it was; the rest is merged.
void inputs_merge(const char *path, struct profile *profile, struct ledger *ledger);

// Takes the lines of a FASTCOV_ERROR_FILE, if there is one: processes that could not make a shard.
void inputs_errors(const char *path, struct ledger *ledger);

// Put into the ledger what should be on record after all merging and is not: the contexts that the
// file `path` names, one a line, or so many processes.
enum fault_kind inputs_expect_contexts(const char *path, const struct profile *profile,
                                       struct ledger *ledger, struct fault *fault);
void inputs_expect_processes(size_t count, struct ledger *ledger);

#endif
