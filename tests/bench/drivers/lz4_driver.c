// lz4_driver SCALE: compresses SCALE * 64 KiB fast and well, and decompresses it.
#include "bench_input.h"
#include "lz4.h"
#include "lz4hc.h"

int main(int argc, char **argv) {
  int size = atoi(argv[argc - 1]) << 16, bound = LZ4_compressBound(size);
  char *text = make_text((size_t)size), *packed = malloc((size_t)bound), *back = malloc((size_t)size);
  int sum = 0;
  for (int i = 0; i < 4; i++) {
    int got = i < 3 ? LZ4_compress_default(text, packed, size, bound)
                    : LZ4_compress_HC(text, packed, size, bound, 9);
    for (int again = 0; again < 6; again++)
      if (LZ4_decompress_safe(packed, back, got, size) != size || memcmp(back, text, (size_t)size))
        return 1;
    sum += got;
  }
  printf("%d\n", sum);
  return 0;
}
