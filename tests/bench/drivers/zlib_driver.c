// zlib_driver SCALE: compresses and decompresses SCALE * 64 KiB at levels 1, 6 and 9.
#include "bench_input.h"
#include "zlib.h"

int main(int argc, char **argv) {
  uLong size = (uLong)atoi(argv[argc - 1]) << 16, bound = compressBound(size);
  char *text = make_text(size);
  unsigned char *packed = malloc(bound), *back = malloc(size);
  uLong sum = 0;
  static const int levels[] = {1, 6, 9};
  for (int i = 0; i < 3; i++) {
    uLongf got = bound, length = size;
    compress2(packed, &got, (unsigned char *)text, size, levels[i]);
    for (int again = 0; again < 4; again++)
      if (uncompress(back, &length, packed, got) != Z_OK || memcmp(back, text, size))
        return 1;
    sum += got;
  }
  printf("%lu\n", sum);
  return 0;
}
