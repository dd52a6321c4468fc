// A program that uses fastcov.h, for the tests of libfastcov. Each argument is something to do.
#define _GNU_SOURCE
#include "fake_unit.h"
#include "fastcov.h"

#include <dlfcn.h>
#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

FAKE_DIR("/nonexistent/fastcov");
FAKE_UNIT(first, a1, 10);

#ifdef WITHOUT_DLOPEN // a static program
#define dlopen(path, mode) ((void)(path), NULL)
#define dlsym(handle, name) NULL
#define dlclose(handle) (void)(handle)
#endif

static void check_result(const char *call, int result) {
  if (errno != 77)
    printf("%s changed errno\n", call);
  if (result)
    printf("%s: %s\n", call, strerrorname_np(result));
}

static void in_child(void) {
  if (fork() == 0) {
    fastcov_context("child");
    SET(first, 5);
    fastcov_flush();
    _exit(0);
  }
  wait(NULL);
}

static atomic_int stop;

static void *setter(void *unused) {
  while (!stop)
    for (int i = 1; i < 10; i++)
      SET(first, i);
  return unused;
}

static void *switcher(void *unused) {
  for (int i = 0; i < 20; i++)
    fastcov_context("busy");
  return unused;
}

// Two threads change the context while two set flags and the main thread forks children that change
// it, too.
static void busy(void) {
  pthread_t ids[4];
  for (int i = 0; i < 4; i++)
    pthread_create(&ids[i], NULL, i < 2 ? switcher : setter, NULL);
  for (int i = 0; i < 10; i++)
    in_child();
  for (int i = 0; i < 2; i++)
    pthread_join(ids[i], NULL);
  stop = 1;
  for (int i = 2; i < 4; i++)
    pthread_join(ids[i], NULL);
}

// Ends by exit in a signal handler, most likely in the middle of a call.
static void on_alarm(int signal_number) {
  (void)signal_number;
  exit(5);
}

static void end_by_alarm(void) {
  signal(SIGALRM, on_alarm);
  ualarm(5000, 0);
  for (;;)
    fastcov_context("busy");
}

int main(int count, char **words) {
  void *handle = NULL;
  SET(first, 0);
  errno = 77;
  for (int i = 1; i < count; i++) {
    const char *word = words[i];
    if (!strcmp(word, "set"))
      SET(first, atoi(words[++i]));
    else if (!strcmp(word, "linked"))
      puts(fastcov_context && fastcov_flush && fastcov_reset ? "yes" : "no");
    else if (!strcmp(word, "context"))
      check_result("fastcov_context", fastcov_context(words[++i]));
    else if (!strcmp(word, "no-context"))
      check_result("fastcov_context", fastcov_context(NULL));
    else if (!strcmp(word, "flush"))
      check_result("fastcov_flush", fastcov_flush());
    else if (!strcmp(word, "reset"))
      check_result("fastcov_reset", fastcov_reset());
    else if (!strcmp(word, "child"))
      in_child();
    else if (!strcmp(word, "alarm"))
      end_by_alarm();
    else if (!strcmp(word, "busy"))
      busy();
    else if (!strcmp(word, "load")) {
      handle = dlopen(words[++i], RTLD_NOW);
      errno = 77;
    } else if (!strcmp(word, "unload"))
      dlclose(handle);
    else if (!strcmp(word, "library-set"))
      ((void (*)(int))dlsym(handle, "library_set"))(atoi(words[++i]));
    else if (!strcmp(word, "chdir"))
      i++, chdir(words[i]) ? abort() : (void)0;
    else if (!strcmp(word, "system"))
      i++, system(words[i]) ? abort() : (void)0, errno = 77;
    else if (!strcmp(word, "_exit"))
      _exit(0);
    else
      return 99;
  }
  return 0;
}
