// See map_writer.h. Each table of the payload grows in a buffer of its own, since its length is
// known only at the end; map_writer_finish writes the counts between them.
#include "map_writer.h"
#include "fastcov_hash.h"
#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include <zstd.h>

// Beyond this, maps get hardly smaller and compiling gets slower.
#define COMPRESSION_LEVEL 9

struct buffer {
  unsigned char *bytes;
  size_t size, capacity;
};

// What the last place and reference of a table were. Those that follow are near them, and a small
// difference is one byte, often the same.
struct latest {
  uint32_t line, definition_line, ref;
};

struct map_writer {
  uint32_t flag_count;
  struct buffer head, files, names, ors, functions, sites, skipped, chunk;
  uint32_t file_count, name_count, or_count, function_count, site_count, skipped_count;
  struct latest function_latest, site_latest;
  struct buffer lines; // of the function appended last
  uint32_t line_file_count;
};

static void put_bytes(struct buffer *out, const void *bytes, size_t size) {
  if (out->capacity - out->size < size) {
    out->capacity = (out->size + size) * 2 + 64;
    out->bytes = realloc(out->bytes, out->capacity);
    if (!out->bytes)
      abort();
  }
  if (size)
    memcpy(out->bytes + out->size, bytes, size);
  out->size += size;
}

static void put_fixed(struct buffer *out, uint64_t value, int size) {
  unsigned char bytes[8];
  for (int i = 0; i < size; i++)
    bytes[i] = (unsigned char)(value >> (8 * i));
  put_bytes(out, bytes, (size_t)size);
}

static void put_uv(struct buffer *out, uint64_t value) {
  unsigned char bytes[10];
  size_t size = 0;
  do {
    bytes[size] = (unsigned char)((value & 0x7f) | (value > 0x7f ? 0x80 : 0));
    value >>= 7;
    size++;
  } while (value);
  put_bytes(out, bytes, size);
}

static void put_str(struct buffer *out, const char *text, size_t length) {
  put_uv(out, length);
  put_bytes(out, text, length);
}

static void put_difference(struct buffer *out, uint32_t value, uint32_t from) {
  int64_t difference = (int64_t)value - from;
  put_uv(out, difference < 0 ? (uint64_t)(-2 * difference - 1) : (uint64_t)(2 * difference));
}

// As its difference from `*latest`, which it becomes.
static void put_next(struct buffer *out, uint32_t value, uint32_t *latest) {
  put_difference(out, value, *latest);
  *latest = value;
}

static void put_place(struct buffer *out, uint32_t file, uint32_t line, uint32_t column,
                      uint32_t *latest_line) {
  put_uv(out, file);
  put_next(out, line, latest_line);
  put_uv(out, column);
}

static void put_span(struct buffer *out, struct map_span span, uint32_t *latest_line) {
  put_place(out, span.file, span.line, span.column, latest_line);
  put_difference(out, span.end_line, span.line);
  put_difference(out, span.end_column, span.column);
}

static void put_table(struct buffer *out, uint32_t count, const struct buffer *table) {
  put_uv(out, count);
  put_bytes(out, table->bytes, table->size);
}

struct map_writer *map_writer_new(uint32_t flag_count, const char *source, const char *directory) {
  struct map_writer *writer = calloc(1, sizeof *writer);
  if (!writer)
    abort();
  writer->flag_count = flag_count;
  put_uv(&writer->head, flag_count);
  put_str(&writer->head, source, strlen(source));
  put_str(&writer->head, directory, strlen(directory));
  return writer;
}

void map_writer_free(struct map_writer *writer) {
  if (!writer)
    return;
  free(writer->head.bytes);
  free(writer->files.bytes);
  free(writer->names.bytes);
  free(writer->ors.bytes);
  free(writer->functions.bytes);
  free(writer->sites.bytes);
  free(writer->skipped.bytes);
  free(writer->lines.bytes);
  free(writer->chunk.bytes);
  free(writer);
}

uint32_t map_writer_file(struct map_writer *writer, const char *path, uint64_t size,
                         uint64_t hash) {
  put_str(&writer->files, path, strlen(path));
  put_uv(&writer->files, size);
  put_fixed(&writer->files, hash, 8);
  return writer->file_count++;
}

uint32_t map_writer_name(struct map_writer *writer, const char *text, size_t length) {
  put_str(&writer->names, text, length);
  return writer->name_count++;
}

uint32_t map_writer_or(struct map_writer *writer, const uint32_t *operands, size_t count) {
  uint32_t node = 1 + writer->flag_count + writer->or_count++;
  put_uv(&writer->ors, count);
  for (uint32_t above = node; count--; above = operands[count]) {
    assert(operands[count] < above);
    put_uv(&writer->ors, above - operands[count]);
  }
  return node;
}

// The lines of a function follow it in the payload, after their count.
static void function_end(struct map_writer *writer) {
  if (writer->function_count)
    put_table(&writer->functions, writer->line_file_count, &writer->lines);
  writer->lines.size = 0;
  writer->line_file_count = 0;
}

static void put_reason(struct buffer *out, struct map_reason why) {
  put_uv(out, why.reason);
  if (why.reason >= FASTCOV_REASON_TEXT)
    put_uv(out, why.text);
}

uint32_t map_writer_function(struct map_writer *writer, const struct map_function *function) {
  function_end(writer);
  put_uv(&writer->functions, function->name);
  put_uv(&writer->functions, function->instance);
  put_uv(&writer->functions, function->linkage_name);
  put_uv(&writer->functions, function->flags);
  put_reason(&writer->functions, function->why);
  put_span(&writer->functions, function->body, &writer->function_latest.line);
  put_next(&writer->functions, function->ran, &writer->function_latest.ref);
  return writer->function_count++;
}

static bool run_together(const struct map_line *a, const struct map_line *b) {
  return a->ran == b->ran && a->why.reason == b->why.reason && a->why.text == b->why.text;
}

// How many lines from `first` on follow each other and ran together.
static size_t run_length(const struct map_line *lines, size_t first, size_t count) {
  size_t next = first + 1;
  while (next < count && lines[next].line == lines[next - 1].line + 1 &&
         run_together(&lines[next], &lines[first]))
    next++;
  return next - first;
}

void map_writer_lines(struct map_writer *writer, uint32_t file, const struct map_line *lines,
                      size_t count) {
  uint32_t run_count = 0;
  for (size_t i = 0; i < count; i += run_length(lines, i, count))
    run_count++;
  put_uv(&writer->lines, file);
  put_uv(&writer->lines, run_count);
  uint32_t next_line = 1;
  for (size_t i = 0, length; i < count; i += length) {
    length = run_length(lines, i, count);
    bool left_out = lines[i].why.reason != FASTCOV_REASON_COUNTED;
    assert(lines[i].line >= next_line);
    put_uv(&writer->lines, lines[i].line - next_line);
    put_uv(&writer->lines, 2 * (uint64_t)length + left_out);
    put_next(&writer->lines, lines[i].ran, &writer->function_latest.ref);
    if (left_out)
      put_reason(&writer->lines, lines[i].why);
    next_line = lines[i].line + (uint32_t)length;
  }
  writer->line_file_count++;
}

static void put_macro(struct buffer *out, const struct map_macro *macro, struct latest *latest) {
  put_uv(out, macro ? macro->name + 1 : 0);
  if (!macro)
    return;
  put_span(out, macro->definition, &latest->definition_line);
  put_uv(out, macro->is_argument);
  if (macro->is_argument)
    put_place(out, macro->argument_file, macro->argument_line, macro->argument_column,
              &latest->line);
}

static void put_outcome(struct buffer *out, const struct map_outcome *outcome,
                        struct latest *latest) {
  put_uv(out, outcome->kind);
  put_reason(out, outcome->why);
  put_next(out, outcome->ran, &latest->ref);
  if (outcome->kind == FASTCOV_OUTCOME_CASE)
    put_uv(out, outcome->label);
  if (outcome->kind == FASTCOV_OUTCOME_CASE || outcome->kind == FASTCOV_OUTCOME_DEFAULT)
    put_place(out, outcome->file, outcome->line, outcome->column, &latest->line);
}

void map_writer_site(struct map_writer *writer, enum fastcov_site_kind kind, uint32_t function,
                     struct map_span place, const struct map_macro *macro, uint32_t ordinal,
                     const struct map_outcome *outcomes, size_t outcome_count) {
  struct buffer *out = &writer->sites;
  struct latest *latest = &writer->site_latest;
  put_uv(out, kind);
  put_uv(out, function);
  put_span(out, place, &latest->line);
  put_macro(out, macro, latest);
  put_uv(out, ordinal);
  put_uv(out, outcome_count);
  for (size_t i = 0; i < outcome_count; i++)
    put_outcome(out, &outcomes[i], latest);
  writer->site_count++;
}

void map_writer_skipped(struct map_writer *writer, const char *path) {
  put_str(&writer->skipped, path, strlen(path));
  writer->skipped_count++;
}

// The payload as a zstd frame; empty if that is no smaller.
static struct buffer pack(const struct buffer *payload) {
  struct buffer packed = {.capacity = ZSTD_compressBound(payload->size)};
  packed.bytes = malloc(packed.capacity);
  if (!packed.bytes)
    abort();
  size_t size = ZSTD_compress(packed.bytes, packed.capacity, payload->bytes, payload->size,
                              COMPRESSION_LEVEL);
  if (!ZSTD_isError(size) && size < payload->size)
    packed.size = size;
  return packed;
}

const unsigned char *map_writer_finish(struct map_writer *writer, size_t *size,
                                       unsigned char unit_id[FASTCOV_UNIT_ID_SIZE]) {
  function_end(writer);
  struct buffer payload = {0};
  put_bytes(&payload, writer->head.bytes, writer->head.size);
  put_table(&payload, writer->file_count, &writer->files);
  put_table(&payload, writer->name_count, &writer->names);
  put_table(&payload, writer->or_count, &writer->ors);
  put_table(&payload, writer->function_count, &writer->functions);
  put_table(&payload, writer->site_count, &writer->sites);
  put_table(&payload, writer->skipped_count, &writer->skipped);

  struct buffer packed = pack(&payload), *chunk = &writer->chunk;
  chunk->size = 0;
  put_bytes(chunk, FASTCOV_MAP_MAGIC, 8);
  put_fixed(chunk, FASTCOV_MAP_VERSION, 4);
  put_fixed(chunk, packed.size ? FASTCOV_PACKING_ZSTD : FASTCOV_PACKING_NONE, 4);
  put_fixed(chunk, packed.size ? packed.size : payload.size, 8);
  put_fixed(chunk, fastcov_hash64(payload.bytes, payload.size, 0), 8);
  put_fixed(chunk, fastcov_hash64(payload.bytes, payload.size, 1), 8);
  memcpy(unit_id, chunk->bytes + FASTCOV_MAP_OFF_UNIT_ID, FASTCOV_UNIT_ID_SIZE);
  if (packed.size)
    put_bytes(chunk, packed.bytes, packed.size);
  else
    put_bytes(chunk, payload.bytes, payload.size);
  free(packed.bytes);
  free(payload.bytes);
  *size = chunk->size;
  return chunk->bytes;
}
