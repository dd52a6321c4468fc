#include "digest.h"
#include <md5.h>
#include <sha2.h>
#include <stdint.h>
#include <string.h>

// RFC 4648, with padding. `text` has room for 4 * ceil(size / 3) characters and a zero.
static void base64(const uint8_t *bytes, size_t size, char *text) {
  static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  for (size_t i = 0; i < size; i += 3) {
    size_t left = size - i;
    uint32_t three = (uint32_t)bytes[i] << 16;
    if (left > 1)
      three |= (uint32_t)bytes[i + 1] << 8;
    if (left > 2)
      three |= bytes[i + 2];
    *text++ = digits[three >> 18];
    *text++ = digits[three >> 12 & 63];
    *text++ = left > 1 ? digits[three >> 6 & 63] : '=';
    *text++ = left > 2 ? digits[three & 63] : '=';
  }
  *text = 0;
}

void md5_hex(struct bytes bytes, char text[MD5_HEX_SIZE]) { MD5Data(bytes.data, bytes.size, text); }

void md5_base64(struct bytes bytes, char text[MD5_BASE64_SIZE]) {
  MD5_CTX state;
  uint8_t hash[MD5_DIGEST_LENGTH];
  char padded[MD5_BASE64_SIZE + 2];
  MD5Init(&state);
  MD5Update(&state, bytes.data, bytes.size);
  MD5Final(hash, &state);
  base64(hash, sizeof hash, padded);
  memcpy(text, padded, MD5_BASE64_SIZE - 1);
  text[MD5_BASE64_SIZE - 1] = 0;
}

void sha256_base64(struct bytes bytes, char text[SHA256_BASE64_SIZE]) {
  SHA2_CTX state;
  uint8_t hash[SHA256_DIGEST_LENGTH];
  SHA256Init(&state);
  SHA256Update(&state, bytes.data, bytes.size);
  SHA256Final(hash, &state);
  base64(hash, sizeof hash, text);
}
