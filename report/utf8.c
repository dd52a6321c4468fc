// See utf8.h.
#include "utf8.h"
#include <stdbool.h>

size_t utf8_size(const unsigned char *at, size_t left) {
  size_t size = at[0] < 0x80 ? 1 : at[0] < 0xc2 ? 0 : at[0] < 0xe0 ? 2 : at[0] < 0xf0 ? 3 : 4;
  if (at[0] > 0xf4 || size > left)
    return 0;
  for (size_t i = 1; i < size; i++)
    if ((at[i] & 0xc0) != 0x80)
      return 0;
  bool overlong = (at[0] == 0xe0 && at[1] < 0xa0) || (at[0] == 0xf0 && at[1] < 0x90);
  bool surrogate = at[0] == 0xed && at[1] >= 0xa0;
  bool beyond = at[0] == 0xf4 && at[1] >= 0x90;
  return overlong || surrogate || beyond ? 0 : size;
}
