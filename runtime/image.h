// What start.c, shard.c and libfastcov know of an image. The structure lives in the image and dies
// with it.
//
// An image and libfastcov may come from different versions of fastcov: an old shared object in a
// new program. So `version` comes first, the fields that both use never move, and libfastcov leaves
// images of a version alone that it does not know.
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

  // Where shards go: the environment's directory, else the one below. The environment's is valid
  // only during __fastcov_attach, which must put one in its place that lasts.
  const char *directory;
  const char *default_directory; // part of the image

  // Begins a shard with this context (at most FASTCOV_CONTEXT_MAX bytes, may be empty, no
  // terminator needed) and ends the one before. The flags are carried over if `keep`, else cleared.
  // Returns 0, or a negated error number: then the shard before, if any, goes on as it was.
  int (*open_shard)(struct fastcov_image *image, const char *context, size_t size, int keep);

  // Brings the shard up to date. Needed where `state` is not FASTCOV_STATE_MAPPED; harmless else.
  // Returns 0, or a negated error number.
  int (*flush)(struct fastcov_image *image);

  // Clears the flags, and those already written to the current shard.
  int (*reset)(struct fastcov_image *image);

  struct fastcov_image *next; // libfastcov's list

  // What the linker knows, from start.c for shard.c.
  const unsigned char *tail;              // begins the page after the flags' last
  const unsigned char *units, *units_end; // the unit table
  const unsigned char *elf_header;        // or NULL
  int (*attach)(struct fastcov_image *image, const char *context, size_t size); // or NULL
  void (*detach)(struct fastcov_image *image);                                  // or NULL

  // The rest is shard.c's own.
  uint32_t pid;           // who began the shard: the one whose end completes it
  uint32_t page_size;     // the kernel's
  uint64_t header_size;   // of the current shard
  uint32_t entropy;       // from the kernel, for names
  uint8_t is_executable;  // the image is the main program, not a shared object
  uint8_t can_map;        // the flags own their pages
  const char *executable; // the name given to exec; NULL if unknown
  uint8_t is_named;       // and that is this program's, not a script's
  unsigned char *copy;    // fallback: the shard's file, mapped elsewhere; or NULL
  const char *path;       // fallback without copy, and where there are pools: the shard's path
  void *path_memory;      // what `path` is in: it begins with the header as it was written
  size_t path_memory_size;
  const char *error_file; // where a loss is said; NULL after start-up
  int error;              // why there is no shard, if there is none: a negated error number
  uint8_t pool;           // at its end, the process folds its shard into a pool
  uint8_t is_starting;    // the program's first thread is in start-up, with its large stack
  int argument_count;     // main's; -1 if unknown
};

// What shard.c is asked to do. FASTCOV_BEGIN: make the first shard, or have libfastcov make it.
// `environment` is the one on the stack, followed by the auxiliary vector, or NULL if that is not
// known. FASTCOV_END: complete the last shard. Both do nothing where there is nothing to do.
enum fastcov_operation { FASTCOV_BEGIN, FASTCOV_END };
__attribute__((visibility("hidden"))) void __fastcov_runtime(struct fastcov_image *image,
                                                             enum fastcov_operation operation,
                                                             char **environment);

// Defined by libfastcov; start.c refers to them weakly.
//
// attach: called once at start-up. Takes the image into its list, settles the directory, begins the
// first shard through open_shard with flags kept, and returns 1. Returns 0 if it does not know the
// image's version: the image then does without.
// detach: called once, at exit or before dlclose unmaps the image, before its shard is completed.
int __fastcov_attach(struct fastcov_image *image, const char *context, size_t size);
void __fastcov_detach(struct fastcov_image *image);

#endif
