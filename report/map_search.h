// Finds the maps of all units, in the images that the profile names, in their separate debug files
// and in what the user points at, and adds each unit to the coverage once.
//
// What is found counts whether it ever ran or not. What the profile has flags for but no map is
// stale, and what has code but no map is uninstrumented; both go to the ledger.
#ifndef FASTCOV_MAP_SEARCH_H
#define FASTCOV_MAP_SEARCH_H

#include "coverage.h"
#include "foreign.h"
#include "ledger.h"
#include "profile.h"
#include "source_check.h"

// Where found units go and what is known of them. All borrowed.
struct map_search_parts {
  const struct profile *profile;
  const struct source_paths *paths;
  struct coverage_builder *builder;
  struct source_check *sources; // or NULL
  struct ledger *ledger;
  struct profile *embed;         // gets the maps that are found; or NULL. May be `profile`
  const struct foreign *foreign; // or NULL; what other tools measured is not uninstrumented
};

struct map_search;

// Free with map_search_free, which accepts NULL.
struct map_search *map_search_new(const struct map_search_parts *parts);
void map_search_free(struct map_search *search);

// Adds the units of what the user points at: an image, an object file, an archive, or a directory
// whose files are searched for such.
void map_search_object(struct map_search *search, const char *path);

// Adds the units whose maps the profile carries. Call it first.
void map_search_embedded(struct map_search *search);

// Adds the units of the profile's images, then reports units without a map as stale. Call it last.
void map_search_images(struct map_search *search);

// How many units were found.
size_t map_search_count(const struct map_search *search);

#endif
