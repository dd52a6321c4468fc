// A program with two units by hand, for the tests of the runtime. Each argument is something to do:
// see main. Flag 0 of the first unit is set at the start.
#define _GNU_SOURCE
#include "fake_unit.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#ifndef DEFAULT_DIR
#define DEFAULT_DIR "/nonexistent/fastcov"
#endif

FAKE_DIR(DEFAULT_DIR);
FAKE_UNIT(first, a1, 10);
FAKE_UNIT(second, b2, 300);

extern char **environ;

// Constructors that run before and after the runtime's.
static void early(void) {
  SET(first, 8);
  errno = 77;
}
static int errno_after_start;
static void late(void) { errno_after_start = errno; }
#ifdef FAKE_EARLY
__attribute__((section(".init_array"), used)) static void (*const late_entry)(void) = late;
__attribute__((section(".preinit_array"), used)) static void (*const early_entry)(void) = early;
#else
__attribute__((used)) static void (*const unused[])(void) = {early, late};
#endif

static void wait_for(pid_t child) {
  while (waitpid(child, NULL, 0) < 0 && errno == EINTR)
    ;
}

static void *thread(void *number) {
  SET(second, (long)number);
  return NULL;
}

static void threads(void) {
  pthread_t ids[30];
  for (long i = 0; i < 30; i++)
    pthread_create(&ids[i], NULL, thread, (void *)(10 * i));
  for (int i = 0; i < 30; i++)
    pthread_join(ids[i], NULL);
}

static void do_fork(int by_exit) {
  pid_t child = fork();
  if (child == 0) {
    SET(first, 5);
    if (by_exit)
      exit(0);
    _exit(0);
  }
  wait_for(child);
  SET(first, 6);
}

static int is_held(void) {
  const char *hold = getenv("HOLD");
  return hold && access(hold, F_OK) == 0;
}

// The child ends after its parent, and not before the file $HOLD is gone.
static void orphan(void) {
  pid_t parent = getpid();
  if (fork() == 0) {
    while (getppid() == parent || is_held())
      usleep(1000);
    SET(first, 5);
    exit(0);
  }
  SET(first, 6);
}

static void do_vfork(void) {
  pid_t child = vfork();
  if (child == 0) {
    execl("/bin/true", "true", (char *)NULL);
    _exit(1);
  }
  wait_for(child);
  SET(first, 6);
}

static void do_spawn(const char *self) {
  pid_t child;
  char *arguments[] = {(char *)self, (char *)"set", (char *)"4", NULL};
  if (posix_spawn(&child, self, NULL, NULL, arguments, environ) == 0)
    wait_for(child);
  SET(first, 6);
}

// The open descriptors, without the one for looking.
static void print_descriptors(void) {
  DIR *directory = opendir("/proc/self/fd");
  struct dirent *entry;
  while ((entry = readdir(directory)))
    if (entry->d_name[0] != '.' && atoi(entry->d_name) != dirfd(directory))
      printf("open %s\n", entry->d_name);
  closedir(directory);
  printf("next %d\n", open("/dev/null", O_RDONLY));
}

// Signals that are not at their default, or blocked.
static void print_signals(void) {
  sigset_t blocked;
  struct sigaction action;
  sigprocmask(SIG_BLOCK, NULL, &blocked);
  for (int i = 1; i < 65; i++) {
    if (sigaction(i, NULL, &action) == 0 && action.sa_handler != SIG_DFL)
      printf("handled %d\n", i);
    if (sigismember(&blocked, i) > 0)
      printf("blocked %d\n", i);
  }
}

int main(int count, char **words) {
  SET(first, 0);
  for (int i = 1; i < count; i++) {
    const char *word = words[i];
    if (!strcmp(word, "set"))
      SET(first, atoi(words[++i]));
    else if (!strcmp(word, "exit"))
      exit(7);
    else if (!strcmp(word, "_exit"))
      _exit(7);
    else if (!strcmp(word, "kill"))
      kill(getpid(), SIGKILL);
    else if (!strcmp(word, "abort"))
      abort();
    else if (!strcmp(word, "segv"))
      *(volatile int *)0 = 1;
    else if (!strcmp(word, "exec"))
      execl(words[0], words[0], "set", "4", (char *)NULL);
    else if (!strcmp(word, "fork"))
      do_fork(0);
    else if (!strcmp(word, "fork-exit"))
      do_fork(1);
    else if (!strcmp(word, "orphan"))
      orphan();
    else if (!strcmp(word, "vfork"))
      do_vfork();
    else if (!strcmp(word, "spawn"))
      do_spawn(words[0]);
    else if (!strcmp(word, "threads"))
      threads();
    else if (!strcmp(word, "chdir"))
      i++, chdir(words[i]) ? abort() : (void)0;
    else if (!strcmp(word, "chroot"))
      i++, chroot(words[i]) || chdir("/") || setuid(65534) ? abort() : (void)0;
    else if (!strcmp(word, "hold"))
      while (is_held())
        usleep(1000);
    else if (!strcmp(word, "limit"))
      setrlimit(RLIMIT_FSIZE, &(struct rlimit){0, 0});
    else if (!strcmp(word, "descriptors"))
      print_descriptors();
    else if (!strcmp(word, "signals"))
      print_signals();
    else if (!strcmp(word, "errno"))
      printf("errno %d\n", errno_after_start);
    else if (!strcmp(word, "pid"))
      printf("%d\n", getpid());
    else if (!strcmp(word, "dump"))
      fwrite(second, 1, 300, stdout);
    else
      return 99;
  }
  return 0;
}
