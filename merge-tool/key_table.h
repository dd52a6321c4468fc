// Numbers distinct keys: the first key asked for is 0, the next new one 1, and so on.
//
// A key is any string of bytes. Callers keep what they know about a key in an array of their own,
// under its number. The table copies keys and owns the copies.
#ifndef FASTCOV_KEY_TABLE_H
#define FASTCOV_KEY_TABLE_H

#include "cursor.h"

struct key_table;

#define KEY_TABLE_NONE SIZE_MAX

// Free with key_table_free, which accepts NULL.
struct key_table *key_table_new(void);
void key_table_free(struct key_table *table);

// The key's number; if it had none, the next free one, which is the count before the call.
size_t key_table_add(struct key_table *table, const void *key, size_t size);

// The key's number, or KEY_TABLE_NONE.
size_t key_table_find(const struct key_table *table, const void *key, size_t size);

size_t key_table_count(const struct key_table *table);

// The key with a number less than the count, valid until key_table_free; a zero byte follows it.
struct bytes key_table_key(const struct key_table *table, size_t number);

#endif
