// See key_table.h. Open addressing with linear probing, at most half full. Keys lie in blocks that
// never move, one behind another.
#include "key_table.h"
#include "fastcov_hash.h"
#include "xmalloc.h"
#include <assert.h>
#include <stdlib.h>
#include <string.h>

// Blocks double from the least to the most, unless a key wants more.
#define BLOCK_LEAST 256
#define BLOCK_MOST 65536

struct block {
  struct block *before;
  size_t size, used;
  char bytes[];
};

struct key {
  uint64_t hash;
  size_t size;
  char *bytes;
};

struct key_table {
  struct key *keys;
  size_t count, capacity;
  uint32_t *slots; // number of a key plus one; 0 if free
  size_t slot_count;
  struct block *block; // the one that is being filled
};

struct key_table *key_table_new(void) {
  struct key_table *table = xcalloc(1, sizeof *table);
  table->slot_count = 16;
  table->slots = xcalloc(table->slot_count, sizeof *table->slots);
  return table;
}

void key_table_free(struct key_table *table) {
  if (!table)
    return;
  for (struct block *block = table->block, *before; block; block = before) {
    before = block->before;
    free(block);
  }
  free(table->keys);
  free(table->slots);
  free(table);
}

// The slot that holds the key, or the free one where it belongs.
static uint32_t *slot_find(const struct key_table *table, const void *bytes, size_t size,
                           uint64_t hash) {
  for (size_t i = (size_t)hash & (table->slot_count - 1);; i = (i + 1) & (table->slot_count - 1)) {
    uint32_t *slot = &table->slots[i];
    if (!*slot)
      return slot;
    const struct key *key = &table->keys[*slot - 1];
    if (key->hash == hash && key->size == size && (!size || !memcmp(key->bytes, bytes, size)))
      return slot;
  }
}

static void slots_double(struct key_table *table) {
  free(table->slots);
  table->slot_count *= 2;
  table->slots = xcalloc(table->slot_count, sizeof *table->slots);
  for (size_t i = 0; i < table->count; i++) {
    const struct key *key = &table->keys[i];
    *slot_find(table, key->bytes, key->size, key->hash) = (uint32_t)(i + 1);
  }
}

static struct block *block_new(struct block *before, size_t needed) {
  size_t size = before ? 2 * before->size : BLOCK_LEAST;
  size = size > BLOCK_MOST ? BLOCK_MOST : size;
  size = size < needed ? needed : size;
  struct block *block = xrealloc(NULL, sizeof *block + size, 1);
  *block = (struct block){.before = before, .size = size};
  return block;
}

// A copy of the key, with a zero byte behind it.
static char *key_copy(struct key_table *table, const void *key, size_t size) {
  if (!table->block || size >= table->block->size - table->block->used)
    table->block = block_new(table->block, size + 1);
  char *copy = table->block->bytes + table->block->used;
  if (size)
    memcpy(copy, key, size);
  copy[size] = 0;
  table->block->used += size + 1;
  return copy;
}

size_t key_table_add(struct key_table *table, const void *key, size_t size) {
  uint64_t hash = fastcov_hash64(key, size, 0);
  uint32_t *slot = slot_find(table, key, size, hash);
  if (*slot)
    return *slot - 1;
  table->keys = xgrow(table->keys, table->count, &table->capacity, sizeof *table->keys);
  table->keys[table->count++] = (struct key){hash, size, key_copy(table, key, size)};
  *slot = (uint32_t)table->count;
  if (table->count * 2 > table->slot_count)
    slots_double(table);
  return table->count - 1;
}

size_t key_table_find(const struct key_table *table, const void *key, size_t size) {
  uint32_t slot = *slot_find(table, key, size, fastcov_hash64(key, size, 0));
  return slot ? slot - 1 : KEY_TABLE_NONE;
}

size_t key_table_count(const struct key_table *table) { return table->count; }

struct bytes key_table_key(const struct key_table *table, size_t number) {
  assert(number < table->count);
  const struct key *key = &table->keys[number];
  return (struct bytes){(const unsigned char *)key->bytes, key->size};
}
