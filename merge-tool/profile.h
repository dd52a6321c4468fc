// Shards merged: which flags of which units were ever set, in which images, by which tests.
//
// Merging is a union, so it is associative, commutative and idempotent: neither the order of the
// files nor their grouping nor repetition changes a profile. What differs between two runs of the
// same tests (process numbers, times, counts, hosts) is not kept. A profile's size grows with the
// distinct units, images and contexts, and with the units that each context ran, not with the
// shards.
//
// A profile owns all that it holds; pointers that it gives out are valid until profile_free.
#ifndef FASTCOV_PROFILE_H
#define FASTCOV_PROFILE_H

#include "shard_file.h"

struct profile;

// What one context set of a unit's flags: flag i is bit i % 8 of byte i / 8. Some bit is set.
struct context_flags {
  size_t context; // its number
  unsigned char *bits;
};

// A unit by its number; numbers are in order of first appearance.
struct profile_unit {
  const unsigned char *id;
  uint32_t flag_count;
  unsigned char *flags;                 // flag_count bytes, FASTCOV_FLAG_CLEAR or FASTCOV_FLAG_SET
  const struct context_flags *contexts; // those that are known to have run it, in any order
  size_t context_count;
};

// An image by its number.
struct profile_image {
  struct bytes path, build_id; // the path is terminated, too
  const char *origin;          // the file that first named the image: for messages, never written
  const size_t *units;         // numbers of its units
  size_t unit_count;
};

// An empty profile. profile_free accepts NULL.
struct profile *profile_new(void);
void profile_free(struct profile *profile);

// Merge a shard, or another profile; `origin` names the file in messages. They fail, changing
// nothing, if a unit is known to have another number of flags.
enum fault_kind profile_add_shard(struct profile *profile, const struct shard *shard,
                                  const char *origin, struct fault *fault);
enum fault_kind profile_merge(struct profile *profile, const struct profile *from,
                              const char *origin, struct fault *fault);

size_t profile_unit_count(const struct profile *profile);
struct profile_unit profile_unit(const struct profile *profile, size_t number);

// The unit with this id; its flags are NULL if the profile does not know it.
struct profile_unit profile_find(const struct profile *profile, const unsigned char *id);

size_t profile_image_count(const struct profile *profile);
struct profile_image profile_image(const struct profile *profile, size_t number);

size_t profile_context_count(const struct profile *profile);

// The name of a test; it is terminated, too.
struct bytes profile_context(const struct profile *profile, size_t number);

// Maps that the profile carries along, so that it can be reported on where the images are not: one
// chunk (see docs/format.md, "The map") a unit, whole, whose payload nobody has proved yet. The
// unit need not have flags. Adding a second map for a unit changes nothing.
struct profile_map {
  const unsigned char *id; // the unit's
  struct bytes chunk;
  const char *origin; // the file that it came from, as an image's
};
size_t profile_map_count(const struct profile *profile);
struct profile_map profile_map(const struct profile *profile, size_t number);
void profile_add_map(struct profile *profile, const unsigned char *id, struct bytes chunk,
                     const char *origin);

// The pieces that profiles are put together from; the functions above and the reader of profile
// files use them. Adding what is there already returns its number. A unit's flag count must agree
// with what profile_find says.
size_t profile_add_unit(struct profile *profile, const unsigned char *id, uint32_t flag_count);
size_t profile_add_image(struct profile *profile, struct bytes path, struct bytes build_id,
                         const char *origin);
void profile_link(struct profile *profile, size_t image, size_t unit);
size_t profile_add_context(struct profile *profile, struct bytes name); // which is not empty

// The bits of a context in a unit, made all clear if there were none: the caller sets some, and the
// unit's own flags likewise.
unsigned char *profile_context_bits(struct profile *profile, size_t unit, size_t context);

#endif
