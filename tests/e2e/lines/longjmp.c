// Control leaves by longjmp in the middle of each construct. The lines that say so have not run.
#include <setjmp.h>
static jmp_buf place;
static volatile int count;
static int leap(int a) {
  if (a)
    longjmp(place, 1);
  return 0;
}
static void sequence(void) {
  leap(0);
  count++;
  leap(1);
  count++; // missed
  leap(0); // missed
} // missed
static int declarations(void) {
  int a = leap(0);
  int b = leap(1), c = 2;
  int d = leap(0);      // missed
  return a + b + c + d; // missed
} // missed
static void nested_block(void) {
  {
    int a = leap(1);
    count += a; // missed
  } // missed
  count++; // missed
} // missed
static void then_arm(int a) {
  if (a) {
    leap(1);
    count++; // missed
  } else { // missed
    count--; // missed
  } // missed
  count++; // missed
} // missed
static void else_arm(int a) {
  if (a) {
    count++; // missed
  } else {
    leap(1);
    count--; // missed
  } // missed
  count++; // missed
} // missed
static void condition(int a) {
  if (leap(a) == 0)
    count++; // missed
  else if (a) // missed
    count--; // missed
  count++; // missed
} // missed
static void one_of_two_ways(int a) {
  if (a)
    leap(a - 1);
  count++; // of a = 1
  leap(a);
  count++; // of a = 0
}
static void while_body(int a) {
  while (a < 3) {
    count++;
    leap(a);
    a++; // missed
  } // missed
  count++; // missed
} // missed
static void while_condition(int a) {
  while (leap(a) == 0) {
    count++; // missed
  } // missed
  count++; // missed
} // missed
static void do_body(int a) {
  do {
    leap(a);
    count++;            // missed
  } while (count < 10); // missed
  count++;              // missed
} // missed
static void do_once(int a) {
  do {
    leap(a);
  } while (0); // missed
  count++; // missed
} // missed
static void do_continues(int a) {
  do {
    if (a)
      continue;
    leap(1);
    count++; // missed
  } while (a-- > 0);
  count++; // missed
} // missed
static void for_step(int a) {
  for (int i = 0; i < 3; i++) {
    leap(a);
  }
  count++; // missed
} // missed
static void for_start(int a) {
  for (int i = leap(a); i < 3; i++) {
    count++; // missed
  } // missed
  count++; // missed
} // missed
static void endless(int a) {
  for (;;) {
    count++;
    leap(a++);
    count++;
  }
}
static void fall_through(int a) {
  switch (a) {
  case 1:
    leap(a);
    count++; // missed
  case 2: // missed
    count++; // missed
    break; // missed
  case 3: // missed
    count++; // missed
  default: // missed
    count++; // missed
  } // missed
  count++; // missed
} // missed
static void jumps(int a) {
  leap(0);
  if (a)
    goto out;
  leap(1);
  count++; // missed
  goto out; // missed
again: // missed
  count++; // missed
  return; // missed
out:
  leap(a);
  if (count == 1000) // missed
    goto again; // missed
} // missed
static int value(int a) {
  int b = ({
    leap(a);
    count++; // missed
    1; // missed
  }); // missed
  leap(0);  // missed
  return b; // missed
} // missed
static int by_pointer(int (*f)(int), int a) {
  f(0);
  f(a);
  return 1; // missed
} // missed
static int ends_early(int a) {
  leap(0);
  if (a)
    return 1;
  leap(1);
  return 2; // missed
}
static void arm_of_conditional(int a) {
  count = a ? leap(a) : 2;
  count++; // missed
} // missed
static void operand(int a) {
  count = a && leap(a);
  count++; // missed
} // missed
static int comes_back(int a) { return a + 1; }
static void calls_that_come_back(int a) {
  count = comes_back(a);
  count++;
  count = __builtin_popcount(count);
  leap(1);
  count = comes_back(a); // missed
} // missed
#define TRY(...)                                                                                     \
  if (setjmp(place) == 0)                                                                          \
  __VA_ARGS__
int main(void) {
  TRY(sequence());
  TRY(declarations());
  TRY(nested_block());
  TRY(then_arm(1));
  TRY(else_arm(0));
  TRY(condition(1));
  TRY(one_of_two_ways(0));
  TRY(one_of_two_ways(1));
  TRY(while_body(1));
  TRY(while_condition(1));
  TRY(do_body(1));
  TRY(do_once(1));
  TRY(do_continues(1));
  TRY(for_step(1));
  TRY(for_start(1));
  TRY(endless(0));
  TRY(fall_through(1));
  TRY(jumps(0));
  TRY(jumps(1));
  TRY(value(1));
  TRY(by_pointer(leap, 1));
  TRY(ends_early(1));
  TRY(ends_early(0));
  TRY(arm_of_conditional(1));
  TRY(operand(1));
  TRY(calls_that_come_back(1));
  return 0;
}
