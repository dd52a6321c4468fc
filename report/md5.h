// MD5 (RFC 1321), which LCOV and Coveralls name sources and lines by. Not for safety.
#ifndef FASTCOV_MD5_H
#define FASTCOV_MD5_H

#include "cursor.h"

#define MD5_SIZE 16
#define MD5_HEX_SIZE 33    // with the zero at the end
#define MD5_BASE64_SIZE 23 // likewise; without padding

void md5_hex(struct bytes bytes, char text[MD5_HEX_SIZE]);
void md5_base64(struct bytes bytes, char text[MD5_BASE64_SIZE]);

#endif
