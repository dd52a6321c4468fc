// Takes its steps in order; each leaves outcomes that nothing else covers.
#include "part.h"
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static volatile int zero;
static volatile int *volatile nowhere;

static void *in_thread(void *argument) {
  int *count = argument;
  for (int i = 0; i < 1000; i++)
    if (i % 3 == 0)
      *count += 1;
  return NULL;
}

static int threads(void) {
  pthread_t two[2];
  int counts[2] = {0, 0};
  for (int i = 0; i < 2; i++)
    if (pthread_create(&two[i], NULL, in_thread, &counts[i]))
      return 1;
  for (int i = 0; i < 2; i++)
    pthread_join(two[i], NULL);
  return counts[0] == counts[1] ? 0 : 1;
}

static int forked(void) {
  pid_t child = fork();
  if (child == 0) {
    part_compute(3);
    _exit(zero ? 1 : 0);
  }
  part_compute(1);
  int status = 1;
  waitpid(child, &status, 0);
  return status == 0 ? 0 : 1;
}

static int step(const char *name, char **rest) {
  if (!strcmp(name, "compute"))
    return part_compute(8) > 0 ? 0 : 1;
  if (!strcmp(name, "threads"))
    return threads();
  if (!strcmp(name, "print"))
    return puts("printed") < 0;
  if (!strcmp(name, "fork"))
    return forked();
  if (!strcmp(name, "_exit"))
    _exit(7);
  if (!strcmp(name, "exit"))
    exit(6);
  if (!strcmp(name, "abort"))
    abort();
  if (!strcmp(name, "kill"))
    kill(getpid(), SIGKILL);
  if (!strcmp(name, "null"))
    return *nowhere;
  if (!strcmp(name, "exec"))
    return execv(rest[0], rest);
  return 99;
}

int main(int count, char **arguments) {
  (void)count;
  for (char **at = arguments + 1; *at; at++) {
    int status = step(*at, at + 1);
    if (status)
      return status;
  }
  return 0;
}
