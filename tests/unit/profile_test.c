// Merging as algebra, on random profiles, and profiles through their file and back.
#include "facts.h"
#include "profile_file.h"
#include <stdlib.h>
#include <string.h>

#define ROUNDS 300

static uint32_t seed = 1;
static uint32_t dice(uint32_t sides) {
  seed = seed * 1664525 + 1013904223;
  return (seed >> 8) % sides;
}

static struct bytes text(const char *letters) {
  return (struct bytes){(const unsigned char *)letters, strlen(letters)};
}

// A few units, images and contexts out of a small world, so that profiles overlap.
static struct profile *profile_random(void) {
  static const char *const words[] = {"a", "b", "ab", "/x/y", "\377"};
  struct profile *profile = profile_new();
  struct fault fault;
  for (uint32_t i = dice(6); i > 0; i--) {
    unsigned char flags[40], id[FASTCOV_UNIT_ID_SIZE] = {(unsigned char)dice(5)};
    struct shard_unit unit = {.id = id, .flags = flags, .flag_count = id[0] * 9u};
    for (uint32_t f = 0; f < unit.flag_count; f++)
      flags[f] = dice(3) ? FASTCOV_FLAG_CLEAR : FASTCOV_FLAG_SET;
    struct shard shard = {.image = text(words[dice(5)]),
                          .build_id = text(words[dice(2)]),
                          .context = text(dice(2) ? words[dice(5)] : ""),
                          .units = &unit,
                          .unit_count = dice(8) != 0};
    profile_add_shard(profile, &shard, "random", &fault);
  }
  return profile;
}

static struct profile *profile_join(const struct profile *a, const struct profile *b) {
  struct profile *joined = profile_new();
  struct fault fault;
  profile_merge(joined, a, "a", &fault);
  profile_merge(joined, b, "b", &fault);
  return joined;
}

static bool same(const struct profile *a, const struct profile *b) {
  struct buffer x = {0}, y = {0};
  profile_encode(a, &x);
  profile_encode(b, &y);
  bool equal = x.size == y.size && !memcmp(x.data, y.data, x.size);
  free(x.data);
  free(y.data);
  return equal;
}

static bool survives(const struct profile *profile) {
  struct buffer file = {0};
  struct profile *back;
  struct fault fault;
  profile_encode(profile, &file);
  profile_decode((struct bytes){file.data, file.size}, "file", &back, &fault);
  bool equal = back && same(profile, back);
  profile_free(back);
  free(file.data);
  return equal;
}

// What each context of two shards ran, after a merge that met the contexts in another order.
static bool contexts_apart(void) {
  unsigned char one[3] = {FASTCOV_FLAG_SET}, two[3] = {0, 0, FASTCOV_FLAG_SET}, none[3] = {0};
  unsigned char id[FASTCOV_UNIT_ID_SIZE] = {7};
  unsigned char *const flags[] = {two, one, none, two};
  static const char *const names[] = {"two", "one", "none", ""};
  struct profile *all = profile_new();
  struct fault fault;
  for (int i = 0; i < 4; i++) {
    struct shard_unit unit = {.id = id, .flags = flags[i], .flag_count = 3};
    struct shard shard = {
        .image = text("/x"), .context = text(names[i]), .units = &unit, .unit_count = 1};
    struct profile *single = profile_new();
    profile_add_shard(single, &shard, "one", &fault);
    profile_merge(all, single, "single", &fault);
    profile_free(single);
  }
  struct profile_unit unit = profile_find(all, id);
  bool right = unit.context_count == 2 && profile_context_count(all) == 3;
  for (size_t i = 0; right && i < 2; i++) {
    bool is_one = profile_context(all, unit.contexts[i].context).data[0] == 'o';
    right = *unit.contexts[i].bits == (is_one ? 1 : 4);
  }
  profile_free(all);
  return right;
}

int main(void) {
  bool commutes = true, associates = true, idempotent = true, neutral = true, files = true;
  struct profile *none = profile_new();
  for (int i = 0; i < ROUNDS; i++) {
    struct profile *a = profile_random(), *b = profile_random(), *c = profile_random();
    struct profile *ab = profile_join(a, b), *ba = profile_join(b, a), *bc = profile_join(b, c);
    struct profile *left = profile_join(ab, c), *right = profile_join(a, bc);
    struct profile *again = profile_join(ab, ab), *same_a = profile_join(none, a);
    commutes &= same(ab, ba);
    associates &= same(left, right);
    idempotent &= same(ab, again);
    neutral &= same(a, same_a);
    files &= survives(left);
    struct profile *all[] = {a, b, c, ab, ba, bc, left, right, again, same_a};
    for (size_t j = 0; j < sizeof all / sizeof *all; j++)
      profile_free(all[j]);
  }
  profile_free(none);
  fact("a + b is b + a", commutes);
  fact("(a + b) + c is a + (b + c)", associates);
  fact("a + a is a", idempotent);
  fact("a + nothing is a", neutral);
  fact("a profile survives its file", files);
  fact("each context keeps what it ran, and one that ran nothing only its name", contexts_apart());
  return facts_end();
}
