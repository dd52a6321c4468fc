// What is left out of the count: named, and held against what ran.
#ifndef FASTCOV_LEFT_OUT_H
#define FASTCOV_LEFT_OUT_H

#include "coverage.h"
#include "ledger.h"
#include <stdio.h>

// Prints a line for each function, outcome and stretch of lines of `file` that is left out of the
// count, with the reason.
void left_out_write(FILE *out, const struct coverage_file *file);

// Adds to the ledger what is marked unreachable and ran (LEDGER_CONTRADICTED), and the outcomes
// that somebody left out by themselves although they can be taken (LEDGER_NEEDLESS).
void left_out_judge(const struct coverage_file *file, struct ledger *ledger);

#endif
