// XXH64 against values that we did not compute: those of XXH64() in libxxhash 0.8.1.
#include "fastcov_hash.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

struct vector {
  const char *text; // NULL: the bytes 0, 1, 2, … (mod 256), `size` of them
  size_t size;
  uint64_t seed;
  uint64_t hash;
};

static const struct vector vectors[] = {
    {"", 0, 0, 0xef46db3751d8e999u},
    {"a", 1, 0, 0xd24ec4f1a98c6e5bu},
    {"abc", 3, 0, 0x44bc2cf5ad770999u},
    {"fastcov", 7, 0, 0xcfc47ab86c4587bcu},
    {"Nobody inspects the spammish repetition", 39, 0, 0xfbcea83c8a378bf1u},
    {"The quick brown fox jumps over the lazy dog", 43, 0, 0x0b242d361fda71bcu},
    {NULL, 0, 0, 0xef46db3751d8e999u},
    {NULL, 1, 1, 0x771917c7f6ee2451u},
    {NULL, 3, 2, 0xd32a834b40a9a301u},
    {NULL, 4, 0, 0xffced8604453cc1eu},
    {NULL, 5, 1, 0x27ce45508b78a340u},
    {NULL, 7, 2, 0xcd6426db0432c362u},
    {NULL, 8, 0, 0x884a173614b81b8du},
    {NULL, 9, 1, 0x3d785c4fd0f41ca4u},
    {NULL, 12, 2, 0x8c10be4c1e54a194u},
    {NULL, 15, 0, 0xa948f5f0f6abac2du},
    {NULL, 16, 1, 0xdd4230f47b0d28c1u},
    {NULL, 24, 2, 0xdab7b5f5fcd77b8du},
    {NULL, 31, 0, 0xc346d2b59b4d8ee1u},
    {NULL, 32, 1, 0xd74e6766ce9dba94u},
    {NULL, 33, 2, 0x9a58706da261bd52u},
    {NULL, 36, 0, 0xdde0ef85e3aef05cu},
    {NULL, 39, 1, 0xc628b5965efab20du},
    {NULL, 40, 2, 0xf30ae82c40098edeu},
    {NULL, 63, 0, 0xe26aa9e2a95f8e4fu},
    {NULL, 64, 1, 0x3ce5bdf7575926c0u},
    {NULL, 65, 2, 0x616ab04089c16d72u},
    {NULL, 95, 0, 0x9ad76ac12bad59a0u},
    {NULL, 96, 1, 0x912b7ff5b415012fu},
    {NULL, 100, 2, 0x59d85cf2fcd7c144u},
    {NULL, 1000, 0, 0x6ef436b00eba4078u},
    {NULL, 4072, 1, 0xc7bd93d2e494c03fu},
    {NULL, 100000, 2, 0x1a53480471a36a5du},
    {"abc", 3, 0x1u, 0xbea9ca8199328908u},
    {"abc", 3, 0x9e3779b185ebca87u, 0xa7cb2aac405e36c7u},
    {"abc", 3, 0xffffffffffffffffu, 0x28306e589cc02176u},
};

int main(void) {
  static unsigned char counting[100000 + 1];
  int failures = 0;
  for (size_t i = 0; i < sizeof vectors / sizeof vectors[0]; i++) {
    const struct vector *vector = &vectors[i];
    for (size_t j = 0; j < sizeof counting; j++)
      counting[j] = (unsigned char)j;
    const void *data = vector->text ? (const void *)vector->text : counting;
    uint64_t hash = fastcov_hash64(data, vector->size, vector->seed);
    // Once more at an odd address.
    memmove(counting + 1, data, vector->size);
    uint64_t again = fastcov_hash64(counting + 1, vector->size, vector->seed);
    if (hash != vector->hash || again != vector->hash) {
      printf("%zu bytes, seed %" PRIu64 ": %016" PRIx64 " and %016" PRIx64 ", not %016" PRIx64 "\n",
             vector->size, vector->seed, hash, again, vector->hash);
      failures++;
    }
  }
  if (fastcov_hash64(NULL, 0, 0) != 0xef46db3751d8e999u) {
    puts("NULL and 0 bytes: wrong");
    failures++;
  }
  return failures != 0;
}
