// Finds what fastcov left in ELF files: executables, shared objects, object files, archives.
//
// A struct image lives while its visitor runs; everything it gives out is borrowed until then.
#ifndef FASTCOV_ELF_IMAGE_H
#define FASTCOV_ELF_IMAGE_H

#include "cursor.h"
#include "fault.h"

struct image;

typedef void image_visitor(void *context, const struct image *image);

// True if the file at `path` begins as an ELF file or an archive does.
bool image_file_is(const char *path);

// Calls `visit` with `context` for the ELF file at `path`, or for each one in the archive at
// `path`. A thin archive names its members without holding them; those are read from where it says.
enum fault_kind image_visit(const char *path, image_visitor *visit, void *context,
                            struct fault *fault);

// The image's build-id; empty if it has none.
struct bytes image_build_id(const struct image *image);

// True of executables and shared objects, false of object files.
bool image_linked(const struct image *image);

// The content of the image's sections called FASTCOV_SECTION_MAP, of which a linked image has at
// most one.
size_t image_map_count(const struct image *image);
struct bytes image_map(const struct image *image, size_t number);

#endif
