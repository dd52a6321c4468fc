// See sha256.h.
#include "sha256.h"
#include <string.h>

static const uint32_t constants[64] = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2};

static uint32_t rotate(uint32_t x, int by) { return x >> by | x << (32 - by); }

static uint32_t big_endian(const unsigned char *at) {
  return (uint32_t)at[0] << 24 | (uint32_t)at[1] << 16 | (uint32_t)at[2] << 8 | at[3];
}

static void schedule_make(uint32_t words[64], const unsigned char block[64]) {
  for (int i = 0; i < 16; i++)
    words[i] = big_endian(block + (size_t)4 * i);
  for (int i = 16; i < 64; i++) {
    uint32_t a = words[i - 15], b = words[i - 2];
    uint32_t low = rotate(a, 7) ^ rotate(a, 18) ^ a >> 3;
    uint32_t high = rotate(b, 17) ^ rotate(b, 19) ^ b >> 10;
    words[i] = words[i - 16] + low + words[i - 7] + high;
  }
}

static void block_add(uint32_t hash[8], const unsigned char block[64]) {
  uint32_t words[64], s[8];
  schedule_make(words, block);
  memcpy(s, hash, sizeof s);
  for (int i = 0; i < 64; i++) {
    uint32_t big1 = rotate(s[4], 6) ^ rotate(s[4], 11) ^ rotate(s[4], 25);
    uint32_t choice = (s[4] & s[5]) ^ (~s[4] & s[6]);
    uint32_t first = s[7] + big1 + choice + constants[i] + words[i];
    uint32_t big0 = rotate(s[0], 2) ^ rotate(s[0], 13) ^ rotate(s[0], 22);
    uint32_t majority = (s[0] & s[1]) ^ (s[0] & s[2]) ^ (s[1] & s[2]);
    memmove(s + 1, s, 7 * sizeof *s);
    s[4] += first;
    s[0] = first + big0 + majority;
  }
  for (int i = 0; i < 8; i++)
    hash[i] += s[i];
}

static void hash_make(struct bytes bytes, uint32_t hash[8]) {
  static const uint32_t initial[8] = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                                      0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
  unsigned char last[128] = {0};
  size_t whole = bytes.size / 64 * 64, rest = bytes.size - whole;
  size_t padded = rest < 56 ? 64 : 128;
  memcpy(hash, initial, sizeof initial);
  for (size_t at = 0; at < whole; at += 64)
    block_add(hash, bytes.data + at);
  if (rest)
    memcpy(last, bytes.data + whole, rest);
  last[rest] = 0x80;
  for (int i = 0; i < 8; i++)
    last[padded - 1 - (size_t)i] = (unsigned char)((uint64_t)bytes.size * 8 >> (8 * i));
  for (size_t at = 0; at < padded; at += 64)
    block_add(hash, last + at);
}

void sha256_base64(struct bytes bytes, char text[SHA256_BASE64_SIZE]) {
  static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  uint32_t hash[8];
  unsigned char raw[33] = {0}; // a zero behind it, to come out at a multiple of three
  hash_make(bytes, hash);
  for (size_t i = 0; i < 32; i++)
    raw[i] = (unsigned char)(hash[i / 4] >> (24 - 8 * (i % 4)));
  for (size_t i = 0; i < 11; i++) {
    uint32_t three = (uint32_t)raw[3 * i] << 16 | (uint32_t)raw[3 * i + 1] << 8 | raw[3 * i + 2];
    for (size_t j = 0; j < 4; j++)
      text[4 * i + j] = digits[three >> (18 - 6 * j) & 63];
  }
  text[43] = '=';
  text[44] = 0;
}
