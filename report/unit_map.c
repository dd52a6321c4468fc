// See unit_map.h. The tables follow each other in the payload; there is one function for each, in
// that order. Each proves what it read, so that nobody who uses a map has to.
#include "unit_map.h"
#include "fastcov_hash.h"
#include "xmalloc.h"
#include "zstd_frame.h"
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

// Generous bounds on what compilers make: a run of 4 billion lines takes six bytes to claim, and
// would take all our memory to believe.
#define LINE_LIMIT 0x3fffffffu
#define LINES_OF_UNIT_LIMIT (1u << 24)

// Likewise: a flag that nothing in the payload refers to is of no use, and a reference takes a
// byte.
#define FLAGS_PER_BYTE_LIMIT 16

// The map being read.
struct reading {
  struct cursor in;
  uint32_t version;
  struct unit_map *map;
  struct fault *fault;
  uint64_t line_count;
  uint32_t latest_line, latest_definition_line, latest_ref; // of the table being read
};

static enum fault_kind damaged(struct reading *r, const char *what) {
  return fault_set(r->fault, FAULT_DAMAGED, "damaged map: %s before offset %zu of the payload",
                   what, cursor_offset(&r->in));
}

static enum fault_kind done(struct reading *r, const char *table) {
  return r->in.failed ? damaged(r, table) : FAULT_NONE;
}

// ---- Chunks -------------------------------------------------------------------------------------

static enum fault_kind chunk_damaged(struct cursor *in, struct fault *fault, const char *what) {
  in->failed = true;
  return fault_set(fault, FAULT_DAMAGED, FASTCOV_SECTION_MAP " section: %s at offset %zu", what,
                   cursor_offset(in));
}

enum fault_kind map_chunk_next(struct cursor *in, struct map_chunk *chunk, struct fault *fault) {
  *chunk = (struct map_chunk){0};
  while (in->at < in->end && !*in->at)
    in->at++; // padding between chunks: the magic begins with another byte
  if (in->at == in->end)
    return FAULT_NONE;
  struct bytes magic = get_bytes(in, 8);
  if (in->failed || memcmp(magic.data, FASTCOV_MAP_MAGIC, 8))
    return chunk_damaged(in, fault, "no " FASTCOV_MAP_MAGIC);
  uint32_t version = get_u32(in);
  uint32_t packing = get_u32(in);
  uint64_t size = get_u64(in);
  chunk->id = get_bytes(in, FASTCOV_UNIT_ID_SIZE).data;
  struct bytes payload = get_bytes(in, size);
  if (in->failed)
    return chunk_damaged(in, fault, "truncated chunk");
  if (version > FASTCOV_MAP_VERSION)
    return fault_set(fault, FAULT_NEWER,
                     "compiled with a newer fastcov: map version %" PRIu32 ", this one reads %d",
                     version, FASTCOV_MAP_VERSION);
  if (version == 0 || packing > FASTCOV_PACKING_ZSTD || (version < 3 && packing))
    return chunk_damaged(in, fault, "version or reserved field wrong");
  chunk->version = version;
  chunk->packing = packing;
  chunk->payload = payload;
  return FAULT_NONE;
}

static enum fault_kind id_check(const unsigned char *recorded_id, struct bytes payload,
                                struct fault *fault) {
  struct cursor id = cursor_over(recorded_id, FASTCOV_UNIT_ID_SIZE);
  for (uint64_t seed = 0; seed < 2; seed++) {
    uint64_t recorded = get_u64(&id);
    uint64_t hash = fastcov_hash64(payload.data, payload.size, seed);
    if (hash != recorded)
      return fault_set(fault, FAULT_DAMAGED,
                       "damaged map: its hash is %016" PRIx64 ", not %016" PRIx64 " as recorded",
                       hash, recorded);
  }
  return FAULT_NONE;
}

// ---- The payload's tables -----------------------------------------------------------------------

static enum fault_kind head_get(struct reading *r) {
  r->map->flag_count = get_uv32(&r->in);
  r->map->source = get_str(&r->in);
  r->map->directory = get_str(&r->in);
  if (r->map->flag_count / FLAGS_PER_BYTE_LIMIT > (size_t)(r->in.end - r->in.begin))
    return damaged(r, "more flags than the map can have a use for");
  return done(r, "head truncated");
}

// Room for `count` zeroed elements in place of what `table` holds.
static void *table_clear(void *table, size_t count, size_t *capacity, size_t size) {
  if (count > *capacity) {
    free(table);
    table = xrealloc(NULL, count, size);
    *capacity = count;
  }
  if (count)
    memset(table, 0, count * size);
  return table;
}

static enum fault_kind files_get(struct reading *r) {
  size_t count = get_count(&r->in, 10);
  r->map->files = table_clear(r->map->files, count, &r->map->file_capacity, sizeof *r->map->files);
  r->map->file_count = count;
  for (size_t i = 0; i < count; i++) {
    struct unit_file *file = &r->map->files[i];
    file->path = get_str(&r->in);
    file->size = get_uv(&r->in);
    file->hash = get_u64(&r->in);
  }
  return done(r, "files truncated");
}

static struct bytes *strings_get(struct reading *r, struct bytes *table, size_t *count,
                                 size_t *capacity) {
  *count = get_count(&r->in, 1);
  table = table_clear(table, *count, capacity, sizeof *table);
  for (size_t i = 0; i < *count; i++)
    table[i] = get_str(&r->in);
  return table;
}

static enum fault_kind names_get(struct reading *r) {
  struct unit_map *map = r->map;
  map->names = strings_get(r, map->names, &map->name_count, &map->name_capacity);
  return done(r, "strings truncated");
}

// A number that is written as its difference from `from`; itself before version 4.
static uint32_t difference_get(struct reading *r, uint32_t from) {
  if (r->version < 4)
    return get_uv32(&r->in);
  uint64_t coded = get_uv(&r->in);
  if (coded / 2 > UINT32_MAX) {
    r->in.failed = true;
    return 0;
  }
  int64_t half = (int64_t)(coded / 2), value = from + (coded % 2 ? -half - 1 : half);
  if (value < 0 || value > UINT32_MAX) {
    r->in.failed = true;
    return 0;
  }
  return (uint32_t)value;
}

// Likewise, of the one before in its table, which it becomes.
static uint32_t next_get(struct reading *r, uint32_t *latest) {
  return *latest = difference_get(r, *latest);
}

static void table_begin(struct reading *r) {
  r->latest_line = r->latest_definition_line = r->latest_ref = 0;
}

// An operand of an OR node: how much less it is than the one before, or than the node.
static uint32_t operand_get(struct reading *r, uint32_t above, uint64_t node) {
  uint64_t written = get_uv(&r->in), ref = r->version < 4 ? written : above - written;
  if (ref >= node || (r->version >= 4 && (!written || written > above)))
    r->in.failed = true;
  return (uint32_t)ref;
}

static enum fault_kind ors_get(struct reading *r) {
  struct unit_map *map = r->map;
  size_t count = get_count(&r->in, 1);
  map->or_ends = table_clear(map->or_ends, count, &map->or_capacity, sizeof *map->or_ends);
  map->or_count = count;
  for (size_t node = 0; node < count; node++) {
    size_t operand_count = get_count(&r->in, 1);
    uint64_t own = 1 + (uint64_t)map->flag_count + node;
    uint32_t operand = (uint32_t)own;
    for (size_t i = 0; i < operand_count && !r->in.failed; i++) {
      map->operands =
          xgrow(map->operands, map->operand_count, &map->operand_capacity, sizeof *map->operands);
      operand = operand_get(r, operand, own);
      map->operands[map->operand_count++] = operand;
    }
    map->or_ends[node] = map->operand_count;
  }
  return done(r, "OR nodes truncated or wrong");
}

// A reference to any expression.
static uint32_t ref_get(struct reading *r) {
  uint32_t ref = next_get(r, &r->latest_ref);
  if (ref >= 1 + (uint64_t)r->map->flag_count + r->map->or_count)
    r->in.failed = true;
  return ref;
}

// An index into a table of `count` elements.
static uint32_t index_get(struct reading *r, size_t count) {
  uint32_t index = get_uv32(&r->in);
  if (index >= count)
    r->in.failed = true;
  return index;
}

static struct bytes name_get(struct reading *r) {
  uint32_t name = index_get(r, r->map->name_count);
  return r->in.failed ? (struct bytes){NULL, 0} : r->map->names[name];
}

static void place_get(struct reading *r, uint32_t *file, uint32_t *line, uint32_t *column,
                      uint32_t *latest_line) {
  *file = index_get(r, r->map->file_count);
  *line = next_get(r, latest_line);
  *column = get_uv32(&r->in);
}

static struct unit_span span_get(struct reading *r, uint32_t *latest_line) {
  struct unit_span span;
  place_get(r, &span.file, &span.line, &span.column, latest_line);
  span.end_line = difference_get(r, span.line);
  span.end_column = difference_get(r, span.column);
  return span;
}

static struct unit_reason reason_get(struct reading *r) {
  struct unit_reason why = {.reason = get_uv32(&r->in)};
  bool recognised = why.reason <= FASTCOV_REASON_ENUM_DEFAULT;
  bool written = why.reason == FASTCOV_REASON_TEXT ||
                 why.reason == FASTCOV_REASON_UNREACHABLE_TEXT ||
                 (why.reason == FASTCOV_REASON_OUTCOME_TEXT && r->version > 1);
  if (!recognised && !written)
    r->in.failed = true;
  if (written)
    why.text = name_get(r);
  return why;
}

static void run_get(struct reading *r, uint32_t file, uint64_t *next_line) {
  struct unit_map *map = r->map;
  struct unit_reason why = {0};
  uint64_t line = *next_line + get_uv32(&r->in);
  uint64_t length = get_uv32(&r->in);
  bool left_out = r->version > 1 && length % 2;
  length /= r->version > 1 ? 2 : 1;
  uint32_t ran = ref_get(r);
  if (left_out)
    why = reason_get(r);
  *next_line = line + length;
  r->line_count += length;
  if (!length || *next_line > LINE_LIMIT || r->line_count > LINES_OF_UNIT_LIMIT)
    r->in.failed = true;
  if (r->in.failed)
    return;
  map->runs = xgrow(map->runs, map->run_count, &map->run_capacity, sizeof *map->runs);
  map->runs[map->run_count++] = (struct unit_run){file, (uint32_t)line, (uint32_t)length, ran, why};
}

static void lines_get(struct reading *r) {
  size_t file_count = get_count(&r->in, 2);
  for (size_t i = 0; i < file_count && !r->in.failed; i++) {
    uint32_t file = index_get(r, r->map->file_count);
    size_t run_count = get_count(&r->in, 3);
    uint64_t next_line = 1;
    for (size_t run = 0; run < run_count && !r->in.failed; run++)
      run_get(r, file, &next_line);
  }
}

static enum fault_kind functions_get(struct reading *r) {
  size_t count = get_count(&r->in, 10);
  r->map->functions =
      table_clear(r->map->functions, count, &r->map->function_capacity, sizeof *r->map->functions);
  r->map->function_count = count;
  table_begin(r);
  for (size_t i = 0; i < count && !r->in.failed; i++) {
    struct unit_function *function = &r->map->functions[i];
    function->name = name_get(r);
    function->instance = r->version > 1 ? name_get(r) : function->name;
    function->linkage_name = name_get(r);
    function->flags = get_uv32(&r->in);
    if (r->version > 1)
      function->why = reason_get(r);
    function->body = span_get(r, &r->latest_line);
    function->ran = ref_get(r);
    lines_get(r);
  }
  return done(r, "functions truncated or wrong");
}

static void outcome_get(struct reading *r) {
  struct unit_map *map = r->map;
  struct unit_outcome outcome = {.kind = index_get(r, FASTCOV_OUTCOME_KIND_COUNT)};
  outcome.why = reason_get(r);
  outcome.ran = ref_get(r);
  if (outcome.kind == FASTCOV_OUTCOME_CASE)
    outcome.label = name_get(r);
  if (outcome.kind == FASTCOV_OUTCOME_CASE || outcome.kind == FASTCOV_OUTCOME_DEFAULT)
    place_get(r, &outcome.file, &outcome.line, &outcome.column, &r->latest_line);
  map->outcomes =
      xgrow(map->outcomes, map->outcome_count, &map->outcome_capacity, sizeof *map->outcomes);
  map->outcomes[map->outcome_count++] = outcome;
}

static void site_get(struct reading *r, struct unit_site *site) {
  site->kind = index_get(r, FASTCOV_SITE_KIND_COUNT);
  site->function = index_get(r, r->map->function_count);
  site->place = span_get(r, &r->latest_line);
  uint32_t macro = index_get(r, r->map->name_count + 1);
  site->in_macro = macro && !r->in.failed;
  if (site->in_macro) {
    site->macro = r->map->names[macro - 1];
    site->definition = span_get(r, &r->latest_definition_line);
    site->in_argument = index_get(r, 2);
    if (site->in_argument)
      place_get(r, &site->argument_file, &site->argument_line, &site->argument_column,
                &r->latest_line);
  }
  site->ordinal = get_uv32(&r->in);
  site->outcome_count = get_count(&r->in, 3);
  site->first_outcome = r->map->outcome_count;
  for (size_t i = 0; i < site->outcome_count && !r->in.failed; i++)
    outcome_get(r);
}

static enum fault_kind sites_get(struct reading *r) {
  size_t count = get_count(&r->in, 10);
  r->map->sites = table_clear(r->map->sites, count, &r->map->site_capacity, sizeof *r->map->sites);
  r->map->site_count = count;
  table_begin(r);
  for (size_t i = 0; i < count && !r->in.failed; i++)
    site_get(r, &r->map->sites[i]);
  return done(r, "sites truncated or wrong");
}

static enum fault_kind skipped_get(struct reading *r) {
  struct unit_map *map = r->map;
  if (r->version == 1)
    return FAULT_NONE;
  map->skipped = strings_get(r, map->skipped, &map->skipped_count, &map->skipped_capacity);
  return done(r, "skipped files truncated");
}

static enum fault_kind payload_get(struct reading *r) {
  if (head_get(r) || files_get(r) || names_get(r) || ors_get(r) || functions_get(r) ||
      sites_get(r) || skipped_get(r))
    return r->fault->kind;
  if (cursor_left(&r->in))
    return damaged(r, "bytes too many");
  return FAULT_NONE;
}

static void counts_clear(struct unit_map *map) {
  map->file_count = map->name_count = map->or_count = map->operand_count = map->function_count = 0;
  map->run_count = map->site_count = map->outcome_count = map->skipped_count = 0;
}

enum fault_kind unit_map_read(const struct map_chunk *chunk, struct unit_map *map,
                              struct fault *fault) {
  fault->kind = FAULT_NONE;
  counts_clear(map);
  struct bytes payload = chunk->payload;
  if (chunk->packing == FASTCOV_PACKING_ZSTD) {
    map->unpacked.size = 0;
    if (zstd_frame_read(chunk->payload, "map", &map->unpacked, fault))
      return fault->kind;
    payload = (struct bytes){map->unpacked.data, map->unpacked.size};
  }
  if (id_check(chunk->id, payload, fault))
    return fault->kind;
  struct reading r = {.in = cursor_over(payload.data, payload.size),
                      .version = chunk->version,
                      .map = map,
                      .fault = fault};
  return payload_get(&r);
}

void unit_map_free(struct unit_map *map) {
  free(map->unpacked.data);
  free(map->files);
  free(map->names);
  free(map->or_ends);
  free(map->operands);
  free(map->functions);
  free(map->runs);
  free(map->sites);
  free(map->outcomes);
  free(map->skipped);
}

bool *unit_map_evaluate(const struct unit_map *map, const unsigned char *flags) {
  size_t first_or = 1 + (size_t)map->flag_count;
  bool *values = xcalloc(first_or + map->or_count, sizeof *values);
  for (size_t i = 0; flags && i < map->flag_count; i++)
    values[1 + i] = flags[i] == FASTCOV_FLAG_SET;
  for (size_t node = 0, operand = 0; node < map->or_count; node++)
    for (; operand < map->or_ends[node]; operand++)
      values[first_or + node] |= values[map->operands[operand]];
  return values;
}
