// The part of the text report that says what to do now: the conditions that are one test away from
// complete, in the files that miss most, and the functions that nothing called.
#ifndef FASTCOV_LOOK_FIRST_H
#define FASTCOV_LOOK_FIRST_H

#include "quote.h"
#include "report.h"

void look_first_write(FILE *out, const struct report *report, const struct quoting *quoting);

#endif
