// The three byte formats that fastcov's parts exchange, as constants.
//
//   shard    what one process leaves behind: a header and the flags of one image
//   map      what one unit's flags mean: lives in the object, not loaded
//   profile  many shards merged
//
// docs/format.md is the normative description; this header repeats its numbers and nothing else.
// All integers are little-endian. Nothing here depends on libc: the start-up code includes it.
#ifndef FASTCOV_FORMAT_H
#define FASTCOV_FORMAT_H

// ---- Flags ------------------------------------------------------------------------------------
// A flag is one byte. Eight bits apart, so that no flipped bit turns one value into the other:
// any other value in a shard is damage.
#define FASTCOV_FLAG_CLEAR 0x00
#define FASTCOV_FLAG_SET 0xFF

// ---- Sections of an instrumented object -------------------------------------------------------
// C identifiers, so that linkers define __start_NAME and __stop_NAME.
#define FASTCOV_SECTION_FLAGS "fastcov_flags" // loaded, writable: the flags of all units
#define FASTCOV_SECTION_TAIL "fastcov_tail"   // loaded, writable: keeps the flags' last page ours
#define FASTCOV_SECTION_UNITS "fastcov_units" // loaded, read-only: the unit table
#define FASTCOV_SECTION_MAP "fastcov_map"     // not loaded: the maps

#define FASTCOV_UNIT_ID_SIZE 16

// One entry of the loaded unit table (FASTCOV_SECTION_UNITS), 32 bytes:
//   0  16  unit id
//  16   8  signed distance in bytes from this field to the unit's first flag
//  24   4  number of flags
//  28   4  zero
#define FASTCOV_UNIT_RECORD_SIZE 32

// ---- Shard (*.fcs) ----------------------------------------------------------------------------
#define FASTCOV_SHARD_MAGIC "FASTCOVS" // 8 bytes, no terminator
#define FASTCOV_SHARD_VERSION 2
#define FASTCOV_SHARD_SUFFIX ".fcs"

// Offsets in the fixed part of the shard header.
#define FASTCOV_SHARD_OFF_MAGIC 0        // 8 bytes
#define FASTCOV_SHARD_OFF_VERSION 8      // u32
#define FASTCOV_SHARD_OFF_STATE 12       // u32, one of FASTCOV_STATE_*; the only field that changes
#define FASTCOV_SHARD_OFF_HASH 16        // u64, XXH64 of the header from offset 24 on, seed 0
#define FASTCOV_SHARD_OFF_HEADER_SIZE 24 // u64, bytes before the flags; a multiple of the page size
#define FASTCOV_SHARD_OFF_FLAGS_SIZE 32  // u64, bytes of flags; with header_size the file's size
#define FASTCOV_SHARD_OFF_START_TIME 40  // u64, nanoseconds since the epoch, CLOCK_REALTIME
#define FASTCOV_SHARD_OFF_PID 48         // u32
#define FASTCOV_SHARD_OFF_PAGE_SIZE 52   // u32
#define FASTCOV_SHARD_OFF_UNIT_COUNT 56  // u32, entries of the unit table
#define FASTCOV_SHARD_OFF_HOST 60        // u32 length in bytes
#define FASTCOV_SHARD_OFF_IMAGE 64       // u32 length in bytes
#define FASTCOV_SHARD_OFF_BUILD_ID 68    // u32 length in bytes
#define FASTCOV_SHARD_OFF_CONTEXT 72     // u32 length in bytes
#define FASTCOV_SHARD_OFF_PROCESS 76     // u32, random, one for each start of a program; 0 unknown
#define FASTCOV_SHARD_FIXED_SIZE 80
// Then the unit table: unit_count entries of
//   0  16  unit id
//  16   8  offset of the unit's first flag from the start of the flags
//  24   4  number of flags
//  28   4  zero
#define FASTCOV_SHARD_UNIT_SIZE 32
// Then the bytes of host, image path, build-id and context, in this order, without terminators;
// then zeros up to header_size; then the flags. Bytes of the flags area that belong to no unit are
// 0.

// Shard states: four ASCII characters, so that no flipped bit turns one into another.
#define FASTCOV_STATE_MAPPED 0x5050414du // "MAPP": the kernel keeps the flags; complete at any time
#define FASTCOV_STATE_OPEN 0x4e45504fu   // "OPEN": flags will be written at exit; not yet done
#define FASTCOV_STATE_DONE 0x454e4f44u   // "DONE": flags were written at exit
#define FASTCOV_STATE_POOL 0x4c4f4f50u   // "POOL": the flags of many processes

// The record of a pool follows its flags, at the next multiple of 8:
//   0   8  processes folded in
//   8   8  number of the process being folded in; 0 if none
//  16  32  name of that one's shard, filled up with zeros
//  48   4  1 if the image is a program, 0 if it is a shared object
//  52   4  zero
#define FASTCOV_POOL_RECORD_SIZE 56
#define FASTCOV_POOL_NAME_SIZE 32

// Left in place of a shard by a process that could not make one: an empty file.
#define FASTCOV_LOST_SUFFIX ".lost"

// ---- Map --------------------------------------------------------------------------------------
#define FASTCOV_MAP_MAGIC "FASTCOVM" // 8 bytes, no terminator
#define FASTCOV_MAP_VERSION 4
// Chunk header, 40 bytes: 0 magic; 8 u32 version; 12 u32 packing; 16 u64 size in bytes of what
// follows; 24 unit id, 16 bytes: XXH64 of the payload, unpacked, with seed 0, then with seed 1,
// each little-endian. The payload follows; zeros up to the next multiple of 8 may follow that.
#define FASTCOV_MAP_OFF_VERSION 8
#define FASTCOV_MAP_OFF_PACKING 12
#define FASTCOV_MAP_OFF_SIZE 16
#define FASTCOV_MAP_OFF_UNIT_ID 24
#define FASTCOV_MAP_HEADER_SIZE 40
#define FASTCOV_PACKING_NONE 0
#define FASTCOV_PACKING_ZSTD 1 // the payload is one frame

// Kinds of site. An operand of && or || within a condition bears the kind of the statement that it
// decides: both sites of `if (a && b)` are "if"; those of `x = a && b` are "&&".
enum fastcov_site_kind {
  FASTCOV_SITE_IF,
  FASTCOV_SITE_WHILE,
  FASTCOV_SITE_DO,
  FASTCOV_SITE_FOR,
  FASTCOV_SITE_RANGE_FOR,
  FASTCOV_SITE_CONDITIONAL, // ?:
  FASTCOV_SITE_AND,         // an operand of an && that is no condition of the above
  FASTCOV_SITE_OR,          // likewise of an ||
  FASTCOV_SITE_SWITCH,
  FASTCOV_SITE_KIND_COUNT
};

// Kinds of outcome.
enum fastcov_outcome_kind {
  FASTCOV_OUTCOME_TRUE,
  FASTCOV_OUTCOME_FALSE,
  FASTCOV_OUTCOME_CASE,
  FASTCOV_OUTCOME_DEFAULT,
  FASTCOV_OUTCOME_KIND_COUNT
};

// Why an outcome, line or function is left out of the count. Reasons from FASTCOV_REASON_TEXT on
// carry a text.
enum fastcov_reason {
  FASTCOV_REASON_COUNTED, // not left out
  FASTCOV_REASON_FOLDED,  // the condition is a constant
  FASTCOV_REASON_UNREACHABLE,
  FASTCOV_REASON_ASSERT,
  FASTCOV_REASON_ENUM_DEFAULT,
  FASTCOV_REASON_TEXT = 16,             // left out by the user, who says why
  FASTCOV_REASON_UNREACHABLE_TEXT = 17, // as 16, and an error if it ever runs
  FASTCOV_REASON_OUTCOME_TEXT = 18      // as 16, of an outcome by itself; needless if it ever runs
};

// Bits of a function's flags field.
#define FASTCOV_FUNCTION_EMITTED 1u // the compiler made code of it in this unit
#define FASTCOV_FUNCTION_INITIALISER                                                               \
  2u // no function, but what initialises a variable, member or parameter

// Expressions: 0 never; 1..flag_count the flag with that number minus one; above, an OR node.
#define FASTCOV_EXPR_NEVER 0u

// ---- Profile (*.fcov) -------------------------------------------------------------------------
#define FASTCOV_PROFILE_MAGIC "FASTCOVP" // 8 bytes, first of the decompressed payload
#define FASTCOV_PROFILE_VERSION 3        // with contexts' flags; with maps alone 2, with neither 1
#define FASTCOV_PROFILE_SUFFIX ".fcov"

#endif
