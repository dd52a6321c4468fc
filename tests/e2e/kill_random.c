// Runs a long list of outcomes in the order of a seed, and says in a shared file which are about to
// run and which have: for kill_random.py. Each outcome is on a line of its own, see STEP.
#include <fcntl.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

enum { STEPS = 250 };
static volatile unsigned char *about_to, *has_run;

// Not inlined and with side effects: what was before a call has happened.
__attribute__((noinline)) static void begin(int step) { about_to[step] = 1; }
__attribute__((noinline)) static void confirm(int step) { has_run[step] = 1; }

// clang-format off
#define STEP(n) if (step == n) confirm(n);
static void run(int step) {
  begin(step);
STEPS_HERE
}
// clang-format on

int main(int count, char **words) {
  if (count != 3)
    return 1;
  srand((unsigned)atoi(words[2]));
  about_to = mmap(NULL, 2 * STEPS, PROT_READ | PROT_WRITE, MAP_SHARED, open(words[1], O_RDWR), 0);
  has_run = about_to + STEPS;
  for (int i = 0; i < 2; i++)
    if (fork() == 0) // the same outcomes, in another order, in the same shard
      srand((unsigned)(atoi(words[2]) + i + 1));
  for (;;) {
    run(rand() % STEPS);
    if (rand() % 8 == 0)
      usleep(10);
  }
}
