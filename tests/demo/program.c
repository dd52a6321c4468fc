// What the demo's shards are of.
#include "other.h"
#include <string.h>

#define BETWEEN(x, low, high) ((x) >= (low) && (x) <= (high))
#define LETTER(x) (BETWEEN(x, 'a', 'z') || BETWEEN(x, 'A', 'Z'))

int main(int count, char **arguments) {
  int sum = 0;
  for (int i = 1; i < count; i++) {
    if (!strcmp(arguments[i], "double"))
      sum += other(i) * 2;
    else if (arguments[i][0] == 'x' || arguments[i][0] == 'y')
      sum += other(-i);
    else if (LETTER(arguments[i][0]))
      sum += odd(i);
  }
  return sum > 100;
}
