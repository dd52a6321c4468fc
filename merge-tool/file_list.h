// The regular files below a directory.
#ifndef FASTCOV_FILE_LIST_H
#define FASTCOV_FILE_LIST_H

#include "ledger.h"

// Paths in ascending order of their bytes. Start zeroed; file_list_free leaves it so.
struct file_list {
  char **paths;
  size_t count, capacity;
};

// True if there is a directory at `path`.
bool directory_is(const char *path);

// Appends all regular files below `directory`, at any depth, and sorts the list. Symbolic links to
// directories are not followed: they can lead in circles. Directories that cannot be read go to the
// ledger as damaged.
void file_list_fill(struct file_list *list, const char *directory, struct ledger *ledger);

// Appends `path` and takes it over.
void file_list_add(struct file_list *list, char *path);

void file_list_free(struct file_list *list);

#endif
