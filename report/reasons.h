// Why things are left out of the count, when several units have something to say about it.
//
// A thing counts if it counts in one unit: it can run there. Of several reasons the one with the
// highest number stays, since what a person wrote says more than what we recognised; of several
// texts the first. So the order of units makes no difference.
#ifndef FASTCOV_REASONS_H
#define FASTCOV_REASONS_H

#include "fastcov_format.h"
#include <stdint.h>

// One more than the highest number of a reason.
#define REASON_COUNT (FASTCOV_REASON_OUTCOME_TEXT + 1)

struct reason {
  uint32_t reason;  // enum fastcov_reason
  const char *text; // NULL below FASTCOV_REASON_TEXT
};

// What two units' reasons amount to.
struct reason reason_join(struct reason a, struct reason b);

#endif
