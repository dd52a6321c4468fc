// See percent.h.
#include "percent.h"
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

static uint64_t power_of_ten(int exponent) {
  uint64_t power = 1;
  while (exponent-- > 0)
    power *= 10;
  return power;
}

static bool digit(char c) { return c >= '0' && c <= '9'; }

// Reads up to `most` digits as a fraction of 10^most; returns what follows.
static const char *decimals_read(const char *text, int most, uint64_t *value) {
  *value = 0;
  for (int i = 0; i < most; i++) {
    bool more = digit(*text);
    *value = *value * 10 + (more ? (uint64_t)(*text - '0') : 0);
    text += more;
  }
  return text;
}

bool percent_goal_read(const char *text, struct percent_goal *goal) {
  uint64_t whole = 0, fraction = 0;
  const char *at = text;
  if (!digit(*at))
    return false;
  while (digit(*at) && whole <= 100)
    whole = whole * 10 + (uint64_t)(*at++ - '0');
  if (*at == '.')
    at = decimals_read(at + 1, PERCENT_PRECISION_MOST, &fraction);
  uint64_t unit = power_of_ten(PERCENT_PRECISION_MOST);
  *goal = (struct percent_goal){true, whole * unit + fraction, text};
  return !*at && goal->value <= 100 * unit;
}

bool percent_below(uint64_t covered, uint64_t count, const struct percent_goal *goal) {
  return covered * 100 * power_of_ten(PERCENT_PRECISION_MOST) < goal->value * count;
}

void percent_print(char text[PERCENT_TEXT_SIZE], uint64_t covered, uint64_t count, int precision) {
  uint64_t unit = power_of_ten(precision);
  if (!count) {
    strcpy(text, "-");
    return;
  }
  uint64_t value = (covered * 100 * unit + count / 2) / count;
  if (covered < count && value >= 100 * unit)
    value = 100 * unit - 1;
  if (covered && !value)
    value = 1;
  if (precision)
    snprintf(text, PERCENT_TEXT_SIZE, "%" PRIu64 ".%0*" PRIu64, value / unit, precision,
             value % unit);
  else
    snprintf(text, PERCENT_TEXT_SIZE, "%" PRIu64, value);
}
