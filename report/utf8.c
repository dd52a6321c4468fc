// See utf8.h.
#include "utf8.h"

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

size_t utf8_read(const unsigned char *at, size_t left, uint32_t *character) {
  size_t size = utf8_size(at, left);
  *character = size > 1 ? at[0] & (0xffU >> (size + 1)) : at[0];
  for (size_t i = 1; i < size; i++)
    *character = *character << 6 | (at[i] & 0x3fU);
  return size;
}

bool utf8_unseen(uint32_t character) {
  static const uint32_t ranges[][2] = {
      {0, 0x1f},        {0x7f, 0x9f},     {0xad, 0xad},      {0x34f, 0x34f},   {0x61c, 0x61c},
      {0x115f, 0x1160}, {0x17b4, 0x17b5}, {0x180b, 0x180f},  {0x200b, 0x200f}, {0x2028, 0x202e},
      {0x2060, 0x206f}, {0x3164, 0x3164}, {0xfe00, 0xfe0f},  {0xfeff, 0xfeff}, {0xffa0, 0xffa0},
      {0xfff0, 0xfffb}, {0xfffe, 0xffff}, {0xe0000, 0xe0fff}};
  for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++)
    if (character >= ranges[i][0] && character <= ranges[i][1])
      return true;
  return false;
}
