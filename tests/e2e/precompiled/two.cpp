#include "shapes.h"
int two(int x) {
  pair<int> p{x, 4};
  return p.ordered() && x > 1 ? clamp(x, 10, 20) : bigger(1.5, 2.5) > 2 ? level : area(-5, x);
}
