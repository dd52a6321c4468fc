// What the start-up code embedded in an image (start.c) and libfastcov tell each other.
//
// The two may come from different versions of fastcov: an old shared object in a new program. So
// `version` comes first, fields are only ever added at the end, and libfastcov leaves images of a
// version alone that it does not know. The structure lives in the image and dies with it.
#ifndef FASTCOV_IMAGE_H
#define FASTCOV_IMAGE_H

#include <stddef.h>
#include <stdint.h>

#define FASTCOV_IMAGE_VERSION 1

// The longest context, in bytes. FASTCOV_CONTEXT is cut there; fastcov_context refuses more.
#define FASTCOV_CONTEXT_MAX 1024

struct fastcov_image {
  uint32_t version; // FASTCOV_IMAGE_VERSION; 0 before start-up and after the end
  uint32_t state;   // FASTCOV_STATE_* of the current shard, 0 if there is none
  unsigned char *flags;
  size_t flags_size;

  // Where shards go. Valid only during __fastcov_attach, which may replace it by one that lasts as
  // long as the image does; it must, if it is going to call open_shard later.
  const char *directory;

  // Begins a shard with this context (at most FASTCOV_CONTEXT_MAX bytes, may be empty, no terminator
  // needed) and ends the one before. The flags are carried over if `keep`, else cleared. Returns 0,
  // or a negated error number: then the shard before, if any, goes on as it was.
  int (*open_shard)(struct fastcov_image *image, const char *context, size_t size, int keep);

  // Brings the shard up to date. Needed where `state` is not FASTCOV_STATE_MAPPED; harmless else.
  // Returns 0, or a negated error number.
  int (*flush)(struct fastcov_image *image);

  // Clears the flags, and those already written to the current shard.
  int (*reset)(struct fastcov_image *image);

  struct fastcov_image *next; // libfastcov's list

  // The rest is start.c's own.
  uint32_t pid;              // who began the shard: the one whose end completes it
  uint32_t page_size;        // the kernel's
  uint64_t header_size;      // of the current shard
  uint32_t entropy;          // from the kernel, for names
  const char *executable;    // as given to exec; NULL if unknown or if the image is not it
  uint8_t is_executable;     // the image is the main program, not a shared object
  uint8_t can_map;           // the flags own their pages
  unsigned char *copy;       // without can_map: the shard's file, mapped elsewhere; or NULL
  const char *path;          // without copy: the shard's absolute path; or NULL
  void *path_memory;         // what `path` is in
  size_t path_memory_size;
};

// Defined by libfastcov, weak references in every image.
//
// attach: called once at start-up. Takes the image into its list, settles the directory, begins the
// first shard through open_shard with flags kept, and returns 1. Returns 0 if it does not know the
// image's version: the image then does without.
// detach: called once, at exit or before dlclose unmaps the image, after its shard is complete.
int __fastcov_attach(struct fastcov_image *image, const char *context, size_t size)
    __attribute__((weak));
void __fastcov_detach(struct fastcov_image *image) __attribute__((weak));

#endif
