// See context_sets.h. A set is a row of bits, 64 to a word, without the words at its end that are
// 0.
#include "context_sets.h"
#include "key_table.h"
#include "xmalloc.h"
#include <stdlib.h>
#include <string.h>

#define WORD_BITS 64

struct context_sets {
  char **names;
  size_t *positions; // where the profile's contexts, by their numbers, are among the names
  size_t count, words;
  struct key_table *rows;
  uint64_t *united; // a row to work on
};

struct numbered {
  const char *name;
  size_t number;
};

static int by_name(const void *left, const void *right) {
  return strcmp(((const struct numbered *)left)->name, ((const struct numbered *)right)->name);
}

struct context_sets *context_sets_new(const struct profile *profile) {
  struct context_sets *sets = xcalloc(1, sizeof *sets);
  sets->count = profile_context_count(profile);
  sets->words = (sets->count + WORD_BITS - 1) / WORD_BITS;
  sets->names = xcalloc(sets->count, sizeof *sets->names);
  sets->positions = xcalloc(sets->count, sizeof *sets->positions);
  sets->united = xcalloc(sets->words, sizeof *sets->united);
  sets->rows = key_table_new();
  key_table_add(sets->rows, "", 0);
  struct numbered *sorted = xcalloc(sets->count, sizeof *sorted);
  for (size_t i = 0; i < sets->count; i++)
    sorted[i] = (struct numbered){(const char *)profile_context(profile, i).data, i};
  qsort(sorted, sets->count, sizeof *sorted, by_name);
  for (size_t i = 0; i < sets->count; i++) {
    sets->names[i] = xstrdup(sorted[i].name);
    sets->positions[sorted[i].number] = i;
  }
  free(sorted);
  return sets;
}

void context_sets_free(struct context_sets *sets) {
  if (!sets)
    return;
  for (size_t i = 0; i < sets->count; i++)
    free(sets->names[i]);
  free(sets->names);
  free(sets->positions);
  free(sets->united);
  key_table_free(sets->rows);
  free(sets);
}

size_t context_sets_count(const struct context_sets *sets) { return sets->count; }

const char *context_sets_name(const struct context_sets *sets, size_t context) {
  return sets->names[context];
}

// ---- Rows ---------------------------------------------------------------------------------------

static uint32_t row_number(struct context_sets *sets, const uint64_t *row) {
  size_t words = sets->words;
  while (words && !row[words - 1])
    words--;
  return (uint32_t)key_table_add(sets->rows, row, words * sizeof *row);
}

static struct bytes row_bytes(const struct context_sets *sets, uint32_t set) {
  return key_table_key(sets->rows, set);
}

static uint64_t row_word(struct bytes row, size_t word) {
  uint64_t value = 0;
  if (word < row.size / sizeof value)
    memcpy(&value, row.data + word * sizeof value, sizeof value);
  return value;
}

static void row_merge(uint64_t *into, const uint64_t *from, size_t words) {
  for (size_t i = 0; i < words; i++)
    into[i] |= from[i];
}

// ---- Units --------------------------------------------------------------------------------------

// Flag i is in row 1 + i, as in the map's expressions.
static void flags_spread(const struct context_sets *sets, const struct profile_unit *unit,
                         uint64_t *rows) {
  for (size_t i = 0; i < unit->context_count; i++) {
    size_t position = sets->positions[unit->contexts[i].context];
    uint64_t bit = (uint64_t)1 << position % WORD_BITS;
    uint64_t *column = rows + sets->words + position / WORD_BITS;
    for (uint32_t flag = 0; flag < unit->flag_count; flag++)
      if (unit->contexts[i].bits[flag / 8] >> flag % 8 & 1)
        column[flag * sets->words] |= bit;
  }
}

uint32_t *context_sets_evaluate(struct context_sets *sets, const struct profile_unit *unit,
                                const struct unit_map *map) {
  if (!unit->context_count)
    return NULL;
  size_t words = sets->words, first_or = 1 + (size_t)map->flag_count;
  size_t count = first_or + map->or_count;
  uint64_t *rows = xcalloc(count * words, sizeof *rows);
  uint32_t *numbers = xcalloc(count, sizeof *numbers);
  flags_spread(sets, unit, rows);
  for (size_t node = 0, operand = 0; node < map->or_count; node++)
    for (; operand < map->or_ends[node]; operand++)
      row_merge(rows + (first_or + node) * words, rows + map->operands[operand] * words, words);
  for (size_t i = 0; i < count; i++)
    numbers[i] = row_number(sets, rows + i * words);
  free(rows);
  return numbers;
}

// ---- Sets ---------------------------------------------------------------------------------------

uint32_t context_sets_union(struct context_sets *sets, uint32_t a, uint32_t b) {
  if (a == b || !b)
    return a;
  if (!a)
    return b;
  struct bytes x = row_bytes(sets, a), y = row_bytes(sets, b);
  for (size_t i = 0; i < sets->words; i++)
    sets->united[i] = row_word(x, i) | row_word(y, i);
  return row_number(sets, sets->united);
}

size_t context_sets_total(const struct context_sets *sets) { return key_table_count(sets->rows); }

size_t context_sets_size(const struct context_sets *sets, uint32_t set) {
  struct bytes row = row_bytes(sets, set);
  size_t size = 0;
  for (size_t i = 0; i < row.size / sizeof(uint64_t); i++)
    size += (size_t)__builtin_popcountll(row_word(row, i));
  return size;
}

size_t context_sets_next(const struct context_sets *sets, uint32_t set, size_t from) {
  struct bytes row = row_bytes(sets, set);
  for (size_t i = from; i < row.size * 8; i++)
    if (row_word(row, i / WORD_BITS) >> i % WORD_BITS & 1)
      return i;
  return SIZE_MAX;
}
