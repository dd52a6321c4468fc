// Hashes by libmd, in the forms that the formats name sources, lines and scripts by. MD5 is what
// LCOV and Coveralls ask for; nothing here is for safety but the SHA-256 of a
// Content-Security-Policy.
#ifndef FASTCOV_DIGEST_H
#define FASTCOV_DIGEST_H

#include "cursor.h"

// Sizes of the texts, with the zero at the end.
#define MD5_HEX_SIZE 33
#define MD5_BASE64_SIZE 23 // without padding
#define SHA256_BASE64_SIZE 45

void md5_hex(struct bytes bytes, char text[MD5_HEX_SIZE]);
void md5_base64(struct bytes bytes, char text[MD5_BASE64_SIZE]);
void sha256_base64(struct bytes bytes, char text[SHA256_BASE64_SIZE]);

#endif
