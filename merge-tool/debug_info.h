// An image's DWARF, wherever it is: in the image, or in a separate file that its build-id or debug
// link leads to. libdwfl searches as debuggers do (/usr/lib/debug, .debug beside the image).
#ifndef FASTCOV_DEBUG_INFO_H
#define FASTCOV_DEBUG_INFO_H

#include <stdbool.h>

struct debug_info;

// Opens what can be found for the linked image at `path`; NULL if it is no such image. Free with
// debug_info_free, which accepts NULL.
struct debug_info *debug_info_open(const char *path);
void debug_info_free(struct debug_info *info);

// The separate file, or NULL if there is none; valid until debug_info_free.
const char *debug_info_file(const struct debug_info *info);

// A source file that was compiled, as the compiler named it: relative to `directory` unless
// absolute. `directory` may be NULL.
typedef void debug_source_visitor(void *context, const char *source, const char *directory);

// Calls `visit` with `context` for the main source of each compilation unit that has code and is
// written in a language above assembly.
void debug_info_sources(const struct debug_info *info, debug_source_visitor *visit, void *context);

#endif
