// Finds the shards and profiles that the user named, and merges them.
#ifndef FASTCOV_INPUTS_H
#define FASTCOV_INPUTS_H

#include "ledger.h"
#include "profile.h"

// Merges `path` into `profile`: a shard or a profile, told apart by how it begins, or all files
// called *.fcs or *.fcov below a directory. One file is in memory at a time. Files that cannot be
// used go to the ledger and leave the profile as it was; the rest is merged.
void inputs_merge(const char *path, struct profile *profile, struct ledger *ledger);

#endif
