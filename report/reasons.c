// See reasons.h.
#include "reasons.h"
#include <string.h>

struct reason reason_join(struct reason a, struct reason b) {
  if (a.reason == FASTCOV_REASON_COUNTED)
    return a;
  if (b.reason == FASTCOV_REASON_COUNTED)
    return b;
  if (a.reason != b.reason)
    return a.reason > b.reason ? a : b;
  return a.text && strcmp(b.text, a.text) < 0 ? b : a;
}
