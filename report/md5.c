// See md5.h.
#include "md5.h"
#include <stdio.h>
#include <string.h>

// Of 2^32 times the sines of 1 to 64, the whole parts.
static const uint32_t sines[64] = {
    0xd76aa478, 0xe8c7b756, 0x242070db, 0xc1bdceee, 0xf57c0faf, 0x4787c62a, 0xa8304613, 0xfd469501,
    0x698098d8, 0x8b44f7af, 0xffff5bb1, 0x895cd7be, 0x6b901122, 0xfd987193, 0xa679438e, 0x49b40821,
    0xf61e2562, 0xc040b340, 0x265e5a51, 0xe9b6c7aa, 0xd62f105d, 0x02441453, 0xd8a1e681, 0xe7d3fbc8,
    0x21e1cde6, 0xc33707d6, 0xf4d50d87, 0x455a14ed, 0xa9e3e905, 0xfcefa3f8, 0x676f02d9, 0x8d2a4c8a,
    0xfffa3942, 0x8771f681, 0x6d9d6122, 0xfde5380c, 0xa4beea44, 0x4bdecfa9, 0xf6bb4b60, 0xbebfbc70,
    0x289b7ec6, 0xeaa127fa, 0xd4ef3085, 0x04881d05, 0xd9d4d039, 0xe6db99e5, 0x1fa27cf8, 0xc4ac5665,
    0xf4292244, 0x432aff97, 0xab9423a7, 0xfc93a039, 0x655b59c3, 0x8f0ccc92, 0xffeff47d, 0x85845dd1,
    0x6fa87e4f, 0xfe2ce6e0, 0xa3014314, 0x4e0811a1, 0xf7537e82, 0xbd3af235, 0x2ad7d2bb, 0xeb86d391};

static const unsigned char turns[4][4] = {
    {7, 12, 17, 22}, {5, 9, 14, 20}, {4, 11, 16, 23}, {6, 10, 15, 21}};

static uint32_t word_read(const unsigned char *at) {
  return at[0] | (uint32_t)at[1] << 8 | (uint32_t)at[2] << 16 | (uint32_t)at[3] << 24;
}

static uint32_t mix(int step, uint32_t b, uint32_t c, uint32_t d) {
  switch (step / 16) {
  case 0:
    return (b & c) | (~b & d);
  case 1:
    return (b & d) | (c & ~d);
  case 2:
    return b ^ c ^ d;
  default:
    return c ^ (b | ~d);
  }
}

static void block_add(uint32_t state[4], const unsigned char block[64]) {
  static const int factors[4] = {1, 5, 3, 7}, offsets[4] = {0, 1, 5, 0};
  uint32_t a = state[0], b = state[1], c = state[2], d = state[3];
  for (int step = 0; step < 64; step++) {
    int round = step / 16, word = (factors[round] * step + offsets[round]) % 16;
    int turn = turns[round][step % 4];
    uint32_t sum = a + mix(step, b, c, d) + sines[step] + word_read(block + 4 * word);
    a = d;
    d = c;
    c = b;
    b += sum << turn | sum >> (32 - turn);
  }
  state[0] += a;
  state[1] += b;
  state[2] += c;
  state[3] += d;
}

static void md5(struct bytes bytes, unsigned char hash[MD5_SIZE]) {
  uint32_t state[4] = {0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476};
  unsigned char last[128] = {0};
  size_t whole = bytes.size / 64 * 64, rest = bytes.size - whole;
  size_t last_size = rest < 56 ? 64 : 128;
  for (size_t at = 0; at < whole; at += 64)
    block_add(state, bytes.data + at);
  if (rest)
    memcpy(last, bytes.data + whole, rest);
  last[rest] = 0x80;
  for (int i = 0; i < 8; i++)
    last[last_size - 8 + (size_t)i] = (unsigned char)((uint64_t)bytes.size * 8 >> 8 * i);
  for (size_t at = 0; at < last_size; at += 64)
    block_add(state, last + at);
  for (int i = 0; i < MD5_SIZE; i++)
    hash[i] = (unsigned char)(state[i / 4] >> 8 * (i % 4));
}

void md5_hex(struct bytes bytes, char text[MD5_HEX_SIZE]) {
  unsigned char hash[MD5_SIZE];
  md5(bytes, hash);
  for (int i = 0; i < MD5_SIZE; i++)
    sprintf(text + 2 * i, "%02x", hash[i]);
}

void md5_base64(struct bytes bytes, char text[MD5_BASE64_SIZE]) {
  static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  unsigned char hash[MD5_SIZE + 2] = {0};
  md5(bytes, hash);
  for (int i = 0; i < MD5_BASE64_SIZE - 1; i++) {
    int bit = 6 * i, byte = bit / 8;
    uint32_t two = (uint32_t)hash[byte] << 8 | hash[byte + 1];
    text[i] = digits[two >> (10 - bit % 8) & 63];
  }
  text[MD5_BASE64_SIZE - 1] = 0;
}
