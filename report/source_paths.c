// See source_paths.h.
#include "source_paths.h"
#include "buffer.h"
#include "xmalloc.h"
#include <fnmatch.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct globs {
  const char **globs;
  size_t count, capacity;
};

// A directory of the compiler's and what it is here, both absolute.
struct prefix {
  char *from, *to;
};

struct source_paths {
  // The root as getcwd has it and, where that differs, as the shell's $PWD has it, symbolic links
  // and all: compilers record the latter.
  char *roots[2];
  size_t root_count;
  struct globs include, exclude;
  struct prefix *prefixes;
  size_t prefix_count, prefix_capacity;
};

// Drops the last component of the absolute path of `size` bytes; returns the new size.
static size_t component_drop(const char *path, size_t size) {
  while (size && path[size - 1] != '/')
    size--;
  return size ? size - 1 : 0;
}

// Rewrites the absolute `path` in place without ".", ".." and empty components.
static void normalise(char *path) {
  size_t size = 0;
  for (char *at = path; *at;) {
    size_t length = (size_t)(strchrnul(at, '/') - at);
    bool dot = length == 0 || (length == 1 && at[0] == '.');
    if (length == 2 && at[0] == '.' && at[1] == '.') {
      size = component_drop(path, size);
    } else if (!dot) {
      path[size++] = '/';
      if (path + size != at)
        memmove(path + size, at, length);
      size += length;
    }
    at += length;
    at += *at == '/';
  }
  if (!size)
    path[size++] = '/';
  path[size] = 0;
}

static void component_put(struct buffer *path, const char *text, size_t size) {
  buffer_bytes(path, "/", 1);
  buffer_bytes(path, text, size);
}

// `path`, which is relative to `directory`, which is relative to `root`, unless they are absolute
// themselves; the caller frees it. Made in one piece, because every file of every unit is.
static char *absolute_make(const char *root, struct bytes directory, struct bytes path) {
  const char *below = (const char *)directory.data, *name = (const char *)path.data;
  size_t root_size = strlen(root);
  // Bytes from a map may have a zero among them.
  size_t below_size = directory.size ? strnlen(below, directory.size) : 0;
  size_t name_size = path.size ? strnlen(name, path.size) : 0;
  bool absolute = name_size && name[0] == '/';
  struct buffer made = {0};
  buffer_reserve(&made, root_size + below_size + name_size + 4);
  if (!absolute && !(below_size && below[0] == '/'))
    component_put(&made, root, root_size);
  if (!absolute)
    component_put(&made, below, below_size);
  component_put(&made, name, name_size);
  buffer_bytes(&made, "", 1);
  normalise((char *)made.data);
  return (char *)made.data;
}

static char *absolute_from(const char *directory, const char *path) {
  struct bytes name = {(const unsigned char *)path, strlen(path)};
  return absolute_make(directory, (struct bytes){NULL, 0}, name);
}

static void root_add(struct source_paths *paths, const char *directory, const char *root) {
  char *absolute = absolute_from(directory, root);
  if (paths->root_count && !strcmp(paths->roots[0], absolute))
    free(absolute);
  else
    paths->roots[paths->root_count++] = absolute;
}

// $PWD, if it does name the working directory.
static const char *pwd_logical(void) {
  struct stat here, there;
  const char *pwd = getenv("PWD");
  if (!pwd || pwd[0] != '/' || stat(".", &here) || stat(pwd, &there))
    return NULL;
  return here.st_dev == there.st_dev && here.st_ino == there.st_ino ? pwd : NULL;
}

struct source_paths *source_paths_new(const char *root) {
  struct source_paths *paths = xcalloc(1, sizeof *paths);
  char *physical = getcwd(NULL, 0);
  const char *logical = pwd_logical();
  root_add(paths, physical ? physical : "/", root ? root : ".");
  if (logical)
    root_add(paths, logical, root ? root : ".");
  free(physical);
  return paths;
}

void source_paths_free(struct source_paths *paths) {
  if (!paths)
    return;
  free(paths->roots[0]);
  free(paths->roots[1]);
  free(paths->include.globs);
  free(paths->exclude.globs);
  for (size_t i = 0; i < paths->prefix_count; i++) {
    free(paths->prefixes[i].from);
    free(paths->prefixes[i].to);
  }
  free(paths->prefixes);
  free(paths);
}

static void glob_add(struct globs *globs, const char *glob) {
  globs->globs = xgrow(globs->globs, globs->count, &globs->capacity, sizeof *globs->globs);
  globs->globs[globs->count++] = glob;
}

void source_paths_include(struct source_paths *paths, const char *glob) {
  glob_add(&paths->include, glob);
}

void source_paths_exclude(struct source_paths *paths, const char *glob) {
  glob_add(&paths->exclude, glob);
}

void source_paths_prefix(struct source_paths *paths, const char *prefix) {
  paths->prefixes =
      xgrow(paths->prefixes, paths->prefix_count, &paths->prefix_capacity, sizeof *paths->prefixes);
  const char *equals = strchr(prefix, '=');
  char *from = xmemdup(prefix, (size_t)(equals - prefix));
  paths->prefixes[paths->prefix_count++] = (struct prefix){
      absolute_from(paths->roots[0], from), absolute_from(paths->roots[0], equals + 1)};
  free(from);
}

// What follows `root` in `path`, or NULL if `path` is not below it.
static const char *below(const char *root, const char *path) {
  size_t size = strlen(root);
  if (size == 1)
    return path + 1; // the root is "/"
  return !strncmp(path, root, size) && path[size] == '/' ? path + size + 1 : NULL;
}

// What became of the absolute `path`, which is freed; the caller frees the result.
static char *prefix_replace(const struct source_paths *paths, char *path) {
  for (size_t i = 0; i < paths->prefix_count; i++) {
    const char *rest = below(paths->prefixes[i].from, path);
    if (!rest)
      continue;
    char *replaced = absolute_from(paths->prefixes[i].to, rest);
    free(path);
    return replaced;
  }
  return path;
}

char *source_paths_absolute(const struct source_paths *paths, struct bytes directory,
                            struct bytes path) {
  return prefix_replace(paths, absolute_make(paths->roots[0], directory, path));
}

const char *source_paths_shown(const struct source_paths *paths, const char *absolute) {
  for (size_t i = 0; i < paths->root_count; i++) {
    const char *rest = below(paths->roots[i], absolute);
    if (rest)
      return rest;
  }
  return absolute;
}

bool source_paths_inside(const struct source_paths *paths, const char *absolute) {
  return source_paths_shown(paths, absolute) != absolute;
}

static bool globs_match(const struct globs *globs, const char *absolute, const char *shown) {
  for (size_t i = 0; i < globs->count; i++)
    if (!fnmatch(globs->globs[i], shown, 0) || !fnmatch(globs->globs[i], absolute, 0))
      return true;
  return false;
}

bool source_paths_selected(const struct source_paths *paths, const char *absolute) {
  const char *shown = source_paths_shown(paths, absolute);
  if (globs_match(&paths->exclude, absolute, shown))
    return false;
  return !paths->include.count || globs_match(&paths->include, absolute, shown);
}
