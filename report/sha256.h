// SHA-256 (FIPS 180-4), in the form that a Content-Security-Policy names a script by.
#ifndef FASTCOV_SHA256_H
#define FASTCOV_SHA256_H

#include "cursor.h"

// The hash of `bytes` in base64, 44 characters and a zero.
#define SHA256_BASE64_SIZE 45
void sha256_base64(struct bytes bytes, char text[SHA256_BASE64_SIZE]);

#endif
