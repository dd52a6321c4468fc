// zstd_driver SCALE LEVEL...: compresses and decompresses SCALE * 64 KiB at each level.
#include "bench_input.h"
#include "zstd.h"

int main(int argc, char **argv) {
  size_t size = (size_t)atoi(argv[1]) << 16, bound = ZSTD_compressBound(size);
  char *text = make_text(size), *packed = malloc(bound), *back = malloc(size);
  size_t sum = 0;
  for (int i = 2; i < argc; i++) {
    size_t got = ZSTD_compress(packed, bound, text, size, atoi(argv[i]));
    for (int again = 0; again < 4; again++)
      if (ZSTD_decompress(back, size, packed, got) != size || memcmp(back, text, size))
        return 1;
    sum += got;
  }
  printf("%zu\n", sum);
  return 0;
}
