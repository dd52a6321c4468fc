// Names of source files: as the compiler had them, made absolute, as the reader sees them, and
// which of them the user wants to see.
//
// Paths are compared as text: symbolic links are not looked up, because the sources need not be
// there.
#ifndef FASTCOV_SOURCE_PATHS_H
#define FASTCOV_SOURCE_PATHS_H

#include "cursor.h"

struct source_paths;

// `root` is the directory that paths are shown relative to; relative itself to the working
// directory, and NULL for that. Free with source_paths_free, which accepts NULL.
struct source_paths *source_paths_new(const char *root);
void source_paths_free(struct source_paths *paths);

// Adds a pattern: files that match an included one are selected (all, if there is none), unless
// they match an excluded one. Patterns are those of fnmatch, and their * and ? match a slash, too;
// they are held against the shown and the absolute path. `glob` must outlive `paths`.
void source_paths_include(struct source_paths *paths, const char *glob);
void source_paths_exclude(struct source_paths *paths, const char *glob);

// Sources that were compiled below the directory OLD are below NEW here: `prefix` is "OLD=NEW", the
// part before the first '=' and the rest. Both may be relative to the root: so are paths where the
// compiler was told to record no absolute ones. Of several that fit, the one added first holds.
void source_paths_prefix(struct source_paths *paths, const char *prefix);

// `path` made absolute from `directory`, without "." and ".." and double slashes. A relative
// directory is taken from the root. Prefixes are replaced. The caller frees it.
char *source_paths_absolute(const struct source_paths *paths, struct bytes directory,
                            struct bytes path);

// The part of `absolute` that readers see: behind the root, or all of it. Points into `absolute`.
const char *source_paths_shown(const struct source_paths *paths, const char *absolute);

// True if `absolute` is below the root.
bool source_paths_inside(const struct source_paths *paths, const char *absolute);

bool source_paths_selected(const struct source_paths *paths, const char *absolute);

#endif
