// A program of two units for the tests of build modes and endings. Each argument is a step.
#ifndef PART_H
#define PART_H

int part_compute(int a);

static inline int shared_sign(int a) {
  if (a < 0)
    return -1;
  return a > 0 ? 1 : 0;
}

#endif
