// Encodes one unit's map: what its flags mean, as docs/format.md describes it.
//
// The caller fills the tables from the top down: files and names first (each call returns the index
// that later calls use), then OR nodes, functions and sites. map_writer_finish puts the parts
// together, packs and names the unit. The writer copies everything it is given. It has no way to
// fail but lack of memory, which ends the process.
#ifndef FASTCOV_MAP_WRITER_H
#define FASTCOV_MAP_WRITER_H

#include "fastcov_format.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

struct map_writer;

// A piece of source text. Lines and columns are 1-based; the end column is exclusive.
struct map_span {
  uint32_t file; // as map_writer_file returned it
  uint32_t line, column, end_line, end_column;
};

// Why something is left out of the count, or FASTCOV_REASON_COUNTED.
struct map_reason {
  uint32_t reason; // enum fastcov_reason
  uint32_t text;   // a name; used from FASTCOV_REASON_TEXT on
};

struct map_outcome {
  enum fastcov_outcome_kind kind;
  struct map_reason why;
  uint32_t ran;                // an expression
  uint32_t label;              // a name; used for CASE
  uint32_t file, line, column; // of the label; used for CASE and DEFAULT
};

// The macro that a site's condition comes from.
struct map_macro {
  uint32_t name;
  struct map_span definition; // of the condition, or of the parameter that it is an argument of
  bool is_argument;           // of an argument, where it is spelled:
  uint32_t argument_file, argument_line, argument_column;
};

// A new, empty map of a unit with `flag_count` flags; free with map_writer_free.
struct map_writer *map_writer_new(uint32_t flag_count, const char *source, const char *directory);
void map_writer_free(struct map_writer *writer);

// Appends a source file of `size` bytes whose XXH64 is `hash`; returns its index.
uint32_t map_writer_file(struct map_writer *writer, const char *path, uint64_t size, uint64_t hash);

// Appends a string of `length` bytes; returns its index. The caller keeps strings distinct.
uint32_t map_writer_name(struct map_writer *writer, const char *text, size_t length);

// Appends an OR of `count` expressions, all of them made before, in ascending order; returns the
// new expression.
uint32_t map_writer_or(struct map_writer *writer, const uint32_t *operands, size_t count);

struct map_function {
  uint32_t name, instance, linkage_name; // names
  uint32_t flags;                        // FASTCOV_FUNCTION_*
  struct map_reason why;
  struct map_span body;
  uint32_t ran; // an expression
};

// Appends a function without lines; returns its index.
uint32_t map_writer_function(struct map_writer *writer, const struct map_function *function);

struct map_line {
  uint32_t line;
  uint32_t ran; // an expression
  struct map_reason why;
};

// Appends the lines that the function appended last has in `file`. They ascend strictly. At most
// one call per function and file.
void map_writer_lines(struct map_writer *writer, uint32_t file, const struct map_line *lines,
                      size_t count);

// Appends a site. `macro` is NULL outside of macros. `ordinal` is how many sites came before it in
// the function that have kind, place and macro in common with it.
void map_writer_site(struct map_writer *writer, enum fastcov_site_kind kind, uint32_t function,
                     struct map_span place, const struct map_macro *macro, uint32_t ordinal,
                     const struct map_outcome *outcomes, size_t outcome_count);

// Appends a source file that the user wants left as it is, code and all.
void map_writer_skipped(struct map_writer *writer, const char *path);

// Encodes the whole chunk, header included. Sets *size to its size in bytes and writes the unit id
// to `unit_id`. The bytes are valid until map_writer_free.
const unsigned char *map_writer_finish(struct map_writer *writer, size_t *size,
                                       unsigned char unit_id[FASTCOV_UNIT_ID_SIZE]);

#ifdef __cplusplus
}
#endif

#endif
