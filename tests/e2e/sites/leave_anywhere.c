// Control leaves for good in the middle of each construct: whatever stands behind it has not run,
// though it would follow from what went in if every call returned.
#include <setjmp.h>
static jmp_buf place;
static volatile int count;
static int leap(int a) {
  if (a) // [if `a`: true+ false-]
    longjmp(place, 1);
  return a;
}
static int one_way(int a) {
  if (a) // [if `a`: true+ false-]
    leap(a);
  if (count) // [if `count`: true- false-]
    count = 2;
  return count ? 3 : 4; // [?: `count`: true- false-]
}
static int while_condition(int a) {
  while (leap(a)) // [while `leap(a)`: true- false-]
    count++;
  return count ? 1 : 2; // [?: `count`: true- false-]
}
static int while_body(int a) {
  while (a < 3) { // [while `a < 3`: true+ false-]
    leap(a);
    a++;
  }
  return a;
}
static int do_body(int a) {
  do {
    leap(a);
    if (count) // [if `count`: true- false-]
      continue;
    a++;
  } while (a < 3); // [do `a < 3`: true- false-]
  return a;
}
static int for_step(int a) {
  for (int i = 0; i < 3; i += leap(a)) // [for `i < 3`: true+ false-]
    if (count == 100)                  // [if `count == 100`: true- false+]
      return 1;
  return 2;
}
static int for_start(int a) {
  for (int i = leap(a); i < 3; i++) // [for `i < 3`: true- false-]
    count++;
  return 2;
}
static int first_operand(int a) { return leap(a) && count; } // [&& `leap(a)`: true- false-] [&& `count`: true- false-]
static int second_operand(int a) { return a && leap(a); } // [&& `a`: true+ false-] [&& `leap(a)`: true- false-]
static int arm(int a) {
  return (a ? leap(a) : 2) ? count : 3; // [?: `(a ? leap(a) : 2)`: true- false-] [?: `a`: true+ false-]
}
static int fall_through(int a) {
  switch (a) { // [switch `a`: case 1+ case 2- case 3- default-]
  case 1:
    leap(a);
  case 2:
    if (a == 2) // [if `a == 2`: true- false-]
      count++;
  case 3:
    return count == 7 ? 1 : 2; // [?: `count == 7`: true- false-]
  }
  return 5;
}
static int value_of_switch(int a) {
  switch (leap(a)) { // [switch `leap(a)`: case 0- default-]
  case 0:
    return 1;
  }
  return 5;
}
static int comma(int a) {
  if (leap(a), count) // [if `leap(a), count`: true- false-]
    return 1;
  return 2;
}
static int statement_expression(int a) {
  return ({ // [?: `({ if (a) leap(a); count; })`: true- false-]
           if (a) // [if `a`: true+ false-]
             leap(a);
           count;
         })
             ? 1
             : 2;
}
static int backwards(int a) {
again:
  leap(a);
  if (a++ < 3) // [if `a++ < 3`: true- false-]
    goto again;
  return a;
}
int main(void) {
  static int (*const all[])(int) = {
      one_way, while_condition, while_body,   do_body,         for_step, for_start,            first_operand, second_operand,
      arm,     fall_through,    value_of_switch, comma, statement_expression, backwards};
  for (volatile unsigned i = 0; i < sizeof all / sizeof *all; i++) // [for `i < sizeof all / sizeof *all`: true+ false+]
    if (setjmp(place) == 0)                                        // [if `setjmp(place) == 0`: true+ false+]
      all[i](1);
  return count;
}
