// processes RUNS NAME=PROGRAM...: starts the programs in turn, RUNS times each, and prints of each
// the median of what it took from start to end in microseconds, wall and CPU time. In turn, so that
// what the machine does meanwhile hits all alike. Each program is given `:memory:` and `select 1`
// as arguments.
#define _GNU_SOURCE
#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

extern char **environ;

static double now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (double)time.tv_sec * 1e6 + (double)time.tv_nsec / 1e3;
}

static int by_value(const void *left, const void *right) {
  double a = *(const double *)left, b = *(const double *)right;
  return (a > b) - (a < b);
}

static double median(double *values, int count) {
  qsort(values, (size_t)count, sizeof *values, by_value);
  return values[count / 2];
}

int main(int count, char **words) {
  if (count < 3)
    return 2;
  int runs = atoi(words[1]), programs = count - 2;
  double *wall = malloc((size_t)(runs * programs) * sizeof *wall);
  double *cpu = malloc((size_t)(runs * programs) * sizeof *cpu);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0);
  for (int run = 0; run < runs; run++)
    for (int i = 0; i < programs; i++) {
      int which = (i + run) % programs, status;
      char *arguments[] = {strchr(words[2 + which], '=') + 1,
                           (char *)":memory:", (char *)"select 1", NULL};
      struct rusage usage;
      pid_t child;
      double start = now();
      if (posix_spawn(&child, arguments[0], &actions, NULL, arguments, environ))
        return 1;
      if (wait4(child, &status, 0, &usage) < 0 || status)
        return 1;
      wall[which * runs + run] = now() - start;
      cpu[which * runs + run] = (double)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * 1e6 +
                                (double)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec);
    }
  for (int i = 0; i < programs; i++)
    printf("%.*s %.0f %.0f\n", (int)strcspn(words[2 + i], "="), words[2 + i],
           median(wall + i * runs, runs), median(cpu + i * runs, runs));
  return 0;
}
