// XXH64: the hash that guards shard headers and names units and source files.
//
// Chosen because it is quick without tables, published with test vectors, and one screen long, so
// that the start-up code can carry it. Source: Yann Collet, "xxHash fast digest algorithm", version
// 0.1.1 (doc/xxhash_spec.md of the xxHash project), section "XXH64 algorithm description".
#ifndef FASTCOV_HASH_H
#define FASTCOV_HASH_H

#include <stddef.h>
#include <stdint.h>

#define FASTCOV_XXH_PRIME_1 0x9E3779B185EBCA87ull
#define FASTCOV_XXH_PRIME_2 0xC2B2AE3D27D4EB4Full
#define FASTCOV_XXH_PRIME_3 0x165667B19E3779F9ull
#define FASTCOV_XXH_PRIME_4 0x85EBCA77C2B2AE63ull
#define FASTCOV_XXH_PRIME_5 0x27D4EB2F165667C5ull

static inline uint64_t fastcov_hash_rotate(uint64_t value, int bits) {
  return (value << bits) | (value >> (64 - bits));
}

static inline uint64_t fastcov_hash_load(const unsigned char *bytes, int count) {
  uint64_t value = 0;
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
  // Single loads; byte by byte, this was most of what start-up took by itself.
  if (count == 8) {
    __builtin_memcpy(&value, bytes, 8);
    return value;
  }
  if (count == 4) {
    uint32_t half;
    __builtin_memcpy(&half, bytes, 4);
    return half;
  }
#endif
  for (int i = 0; i < count; i++)
    value |= (uint64_t)bytes[i] << (8 * i);
  return value;
}

static inline uint64_t fastcov_hash_round(uint64_t lane, uint64_t input) {
  lane += input * FASTCOV_XXH_PRIME_2;
  return fastcov_hash_rotate(lane, 31) * FASTCOV_XXH_PRIME_1;
}

static inline uint64_t fastcov_hash_merge(uint64_t hash, uint64_t lane) {
  hash ^= fastcov_hash_round(0, lane);
  return hash * FASTCOV_XXH_PRIME_1 + FASTCOV_XXH_PRIME_4;
}

// Of inputs that are not in one place, in stripes of 32 bytes, of which there is at least one:
// begin, each stripe, then join, to which the size is added, then finish.
static inline void fastcov_hash_begin(uint64_t lanes[4], uint64_t seed) {
  lanes[0] = seed + FASTCOV_XXH_PRIME_1 + FASTCOV_XXH_PRIME_2;
  lanes[1] = seed + FASTCOV_XXH_PRIME_2;
  lanes[2] = seed;
  lanes[3] = seed - FASTCOV_XXH_PRIME_1;
}

static inline void fastcov_hash_stripe(uint64_t lanes[4], const unsigned char *stripe) {
  for (int i = 0; i < 4; i++)
    lanes[i] = fastcov_hash_round(lanes[i], fastcov_hash_load(stripe + 8 * i, 8));
}

static inline uint64_t fastcov_hash_join(const uint64_t lanes[4]) {
  uint64_t hash = fastcov_hash_rotate(lanes[0], 1) + fastcov_hash_rotate(lanes[1], 7) +
                  fastcov_hash_rotate(lanes[2], 12) + fastcov_hash_rotate(lanes[3], 18);
  for (int i = 0; i < 4; i++)
    hash = fastcov_hash_merge(hash, lanes[i]);
  return hash;
}

static inline uint64_t fastcov_hash_finish(uint64_t hash) {
  hash = (hash ^ (hash >> 33)) * FASTCOV_XXH_PRIME_2;
  hash = (hash ^ (hash >> 29)) * FASTCOV_XXH_PRIME_3;
  return hash ^ (hash >> 32);
}

// The XXH64 of `size` bytes at `data` with `seed`. `data` may be NULL if `size` is 0.
static inline uint64_t fastcov_hash64(const void *data, size_t size, uint64_t seed) {
  const unsigned char *at = (const unsigned char *)data;
  size_t left = size;
  uint64_t hash = seed + FASTCOV_XXH_PRIME_5;
  if (size >= 32) {
    uint64_t lanes[4];
    fastcov_hash_begin(lanes, seed);
    for (; left >= 32; at += 32, left -= 32)
      fastcov_hash_stripe(lanes, at);
    hash = fastcov_hash_join(lanes);
  }
  hash += size;
  for (; left >= 8; at += 8, left -= 8) {
    hash ^= fastcov_hash_round(0, fastcov_hash_load(at, 8));
    hash = fastcov_hash_rotate(hash, 27) * FASTCOV_XXH_PRIME_1 + FASTCOV_XXH_PRIME_4;
  }
  if (left >= 4) {
    hash ^= fastcov_hash_load(at, 4) * FASTCOV_XXH_PRIME_1;
    hash = fastcov_hash_rotate(hash, 23) * FASTCOV_XXH_PRIME_2 + FASTCOV_XXH_PRIME_3;
    at += 4;
    left -= 4;
  }
  for (; left > 0; at++, left--) {
    hash ^= *at * FASTCOV_XXH_PRIME_5;
    hash = fastcov_hash_rotate(hash, 11) * FASTCOV_XXH_PRIME_1;
  }
  return fastcov_hash_finish(hash);
}

#endif
