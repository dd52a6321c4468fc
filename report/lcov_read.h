// Reads LCOV tracefiles, as lcov 1.16 and 2.x, geninfo, gcovr, llvm-cov and others write them.
//
// geninfo(1) describes the format. Of the records TN, SF, VER, FN, FNDA, FNL, FNA, DA, BRDA, MCDC,
// end_of_record and the sums (FNF, FNH, LF, LH, BRF, BRH, MCF, MCH), the sums, VER, TN and MCDC are
// not used: sums are ours to make, and we know no MC/DC.
#ifndef FASTCOV_LCOV_READ_H
#define FASTCOV_LCOV_READ_H

#include "fault.h"
#include "foreign.h"

// Adds what the tracefile `text` says to `into`. A fault names the line; what stood before that has
// been added.
enum fault_kind lcov_read(struct bytes text, struct foreign *into, struct fault *fault);

#endif
