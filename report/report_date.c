// See report_date.h.
#include "report_date.h"
#include <stdlib.h>
#include <string.h>

// Twelve digits reach beyond the year 30000, which is what can be printed as a date.
#define DIGITS_MOST 12

bool report_date(int64_t *seconds) {
  const char *text = getenv("SOURCE_DATE_EPOCH");
  size_t size = text ? strspn(text, "0123456789") : 0;
  if (!size || size > DIGITS_MOST || text[size])
    return false;
  *seconds = strtoll(text, NULL, 10);
  return true;
}
