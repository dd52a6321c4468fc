// The version of fastcov. The Makefile reads it here.
#ifndef FASTCOV_VERSION_H
#define FASTCOV_VERSION_H

#define FASTCOV_VERSION "0.1.0"

#endif
