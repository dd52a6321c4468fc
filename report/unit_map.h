// Reads a unit's map: what its flags mean. See docs/format.md, "The map".
//
// A struct unit_map owns its tables, and keeps their memory for the next map that is read into it;
// texts in it may be borrowed from the bytes that it was read from, which must outlive its use.
#ifndef FASTCOV_UNIT_MAP_H
#define FASTCOV_UNIT_MAP_H

#include "buffer.h"
#include "cursor.h"
#include "fastcov_format.h"
#include "fault.h"

// Sections of maps hold one chunk after another.
struct map_chunk {
  uint32_t version;        // of the format
  uint32_t packing;        // FASTCOV_PACKING_*
  const unsigned char *id; // FASTCOV_UNIT_ID_SIZE bytes
  struct bytes payload;    // packed, if it is
};

// Reads the next chunk's header. Returns FAULT_NONE with a payload of NULL at the end of the
// section. On FAULT_NEWER, and on no other failure, the next call goes on behind the chunk.
enum fault_kind map_chunk_next(struct cursor *in, struct map_chunk *chunk, struct fault *fault);

struct unit_file {
  struct bytes path; // as the compiler named it
  uint64_t size;     // in bytes, of what was compiled
  uint64_t hash;     // its XXH64, seed 0
};

// Lines and columns are 1-based, the end column is exclusive.
struct unit_span {
  uint32_t file; // index into the files
  uint32_t line, column, end_line, end_column;
};

// Why something is left out of the count, if it is.
struct unit_reason {
  uint32_t reason;   // enum fastcov_reason
  struct bytes text; // empty below FASTCOV_REASON_TEXT
};

// Adjacent lines of code that ran together or not at all.
struct unit_run {
  uint32_t file, line, length;
  uint32_t ran; // an expression, see unit_map_evaluate
  struct unit_reason why;
};

struct unit_function {
  struct bytes name;
  struct bytes instance; // the name with the arguments of templates
  struct bytes linkage_name;
  uint32_t flags; // FASTCOV_FUNCTION_*
  struct unit_reason why;
  struct unit_span body;
  uint32_t ran;
};

struct unit_outcome {
  enum fastcov_outcome_kind kind;
  struct unit_reason why;
  uint32_t ran;
  struct bytes label;          // of a CASE
  uint32_t file, line, column; // of a CASE or DEFAULT
};

struct unit_site {
  enum fastcov_site_kind kind;
  uint32_t function; // index into the functions
  struct unit_span place;
  bool in_macro;
  struct bytes macro;
  struct unit_span definition; // if in a macro: of the condition, or of the parameter instead
  bool in_argument;            // if of a parameter; then, where the argument is spelled:
  uint32_t argument_file, argument_line, argument_column;
  uint32_t ordinal; // among the sites of the function that have all of the above in common
  size_t first_outcome, outcome_count;
};

// OR node k is the operands from or_ends[k - 1] (or 0) to or_ends[k].
struct unit_map {
  uint32_t flag_count;
  struct bytes source, directory;
  struct unit_file *files;
  struct bytes *names;
  size_t *or_ends;
  uint32_t *operands;
  struct unit_function *functions;
  struct unit_run *runs;
  struct unit_site *sites;
  struct unit_outcome *outcomes;
  struct bytes *skipped; // paths of source files that the user had the plugin leave alone
  size_t skipped_count, file_count, name_count, or_count, operand_count, function_count, run_count,
      site_count, outcome_count;
  // For unit_map_read: the payload, if it was packed, and what the tables have room for.
  struct buffer unpacked;
  size_t skipped_capacity, file_capacity, name_capacity, or_capacity, operand_capacity,
      function_capacity, run_capacity, site_capacity, outcome_capacity;
};

// Reads a chunk into `map`, which is zeroed or held another before. On failure, of which `fault`
// says why, there is nothing in it to be used. unit_map_free frees the tables.
enum fault_kind unit_map_read(const struct map_chunk *chunk, struct unit_map *map,
                              struct fault *fault);
void unit_map_free(struct unit_map *map);

// The values of all expressions: expression e of the map holds iff result[e] is true. `flags` are
// the unit's; NULL if it never ran. The caller frees the result.
bool *unit_map_evaluate(const struct unit_map *map, const unsigned char *flags);

#endif
