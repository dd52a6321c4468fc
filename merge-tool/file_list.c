// See file_list.h.
#include "file_list.h"
#include "xmalloc.h"
#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

bool directory_is(const char *path) {
  struct stat status;
  return !stat(path, &status) && S_ISDIR(status.st_mode);
}

void file_list_add(struct file_list *list, char *path) {
  list->paths = xgrow(list->paths, list->count, &list->capacity, sizeof *list->paths);
  list->paths[list->count++] = path;
}

static char *path_join(const char *directory, const char *name) {
  size_t size = strlen(directory);
  return xasprintf("%s%s%s", directory, size && directory[size - 1] == '/' ? "" : "/", name);
}

static bool dots(const char *name) { return !strcmp(name, ".") || !strcmp(name, ".."); }

// Adds `path` to the files or to the directories still to be read; takes it over.
static void path_sort_out(struct file_list *files, struct file_list *directories, char *path) {
  struct stat status;
  if (lstat(path, &status) == 0 && S_ISDIR(status.st_mode))
    file_list_add(directories, path);
  else if (stat(path, &status) || S_ISREG(status.st_mode))
    file_list_add(files, path); // if it is gone, let the reader say so
  else
    free(path);
}

static void directory_read(struct file_list *files, struct file_list *directories, const char *path,
                           struct ledger *ledger) {
  DIR *directory = opendir(path);
  if (!directory) {
    ledger_add(ledger, LEDGER_DAMAGED, "%s: cannot open: %s", path, strerror(errno));
    return;
  }
  for (;;) {
    errno = 0;
    struct dirent *entry = readdir(directory);
    if (!entry)
      break;
    if (entry->d_type == DT_REG)
      file_list_add(files, path_join(path, entry->d_name));
    else if (!dots(entry->d_name))
      path_sort_out(files, directories, path_join(path, entry->d_name));
  }
  if (errno)
    ledger_add(ledger, LEDGER_DAMAGED, "%s: cannot read: %s", path, strerror(errno));
  closedir(directory);
}

static int by_path(const void *left, const void *right) {
  return strcmp(*(char *const *)left, *(char *const *)right);
}

void file_list_fill(struct file_list *list, const char *directory, struct ledger *ledger) {
  struct file_list directories = {0};
  file_list_add(&directories, xstrdup(directory));
  for (size_t i = 0; i < directories.count; i++)
    directory_read(list, &directories, directories.paths[i], ledger);
  file_list_free(&directories);
  if (list->count)
    qsort(list->paths, list->count, sizeof *list->paths, by_path);
}

void file_list_free(struct file_list *list) {
  for (size_t i = 0; i < list->count; i++)
    free(list->paths[i]);
  free(list->paths);
  *list = (struct file_list){0};
}
