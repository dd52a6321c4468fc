// The date that reports bear: the one that SOURCE_DATE_EPOCH gives. Without it they bear none, so
// that equal input gives equal bytes. https://reproducible-builds.org/specs/source-date-epoch
#ifndef FASTCOV_REPORT_DATE_H
#define FASTCOV_REPORT_DATE_H

#include <stdbool.h>
#include <stdint.h>

// Seconds since 1970; false, and `seconds` untouched, if there is no such date.
bool report_date(int64_t *seconds);

#endif
