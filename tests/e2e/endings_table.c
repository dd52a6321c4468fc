// Ways in which a process ends or duplicates itself: see endings_table.py. The first argument names one;
// each marks what it does before, and in the processes that it makes. A status is negative if it is a
// signal's; an ending that this program cannot do returns 96.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <pthread.h>
#include <sched.h>
#include <setjmp.h>
#include <signal.h>
#include <spawn.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <ucontext.h>
#include <unistd.h>

extern char **environ;
static char *self;
enum { CANNOT = 96 };
#ifndef EXECS
#define EXECS 1000
#endif

#define MARK(name)                                                                                 \
  __attribute__((noinline)) void mark_##name(void);                                                \
  __attribute__((noinline)) void mark_##name(void) { __asm__ volatile(""); }
MARK(begin)
MARK(more)
MARK(child)
MARK(grandchild)
MARK(parent)
MARK(handler)
MARK(atexit)
MARK(thread)
MARK(executed)
MARK(never)

static void wait_for(pid_t child) {
  while (waitpid(child, NULL, 0) < 0 && errno == EINTR)
    ;
}

static int do_return(void) { return 0; }
static int do_exit(void) { exit(0); }
static int do__exit(void) { _exit(0); }
static int do__Exit(void) { _Exit(0); }
static int do_exit_group(void) { return (int)syscall(SYS_exit_group, 0); }
static int do_thread_exit(void) { return (int)syscall(SYS_exit, 0); }
static int do_quick_exit(void) {
  at_quick_exit(mark_atexit);
  quick_exit(0);
}
static int do_atexit(void) {
  atexit(mark_atexit);
  return 0;
}
static int do_pthread_exit(void) { pthread_exit(NULL); }
static int do_abort(void) { abort(); }
static int do_trap(void) {
  __builtin_trap();
}
static int raise_it(int number) {
  signal(number, SIG_DFL);
  raise(number);
  mark_never();
  return 0;
}
static int do_hup(void) { return raise_it(SIGHUP); }
static int do_int(void) { return raise_it(SIGINT); }
static int do_quit(void) { return raise_it(SIGQUIT); }
static int do_bus(void) { return raise_it(SIGBUS); }
static int do_fpe(void) { return raise_it(SIGFPE); }
static int do_usr1(void) { return raise_it(SIGUSR1); }
static int do_segv(void) {
  *(volatile int *)8 = 1;
  return 0;
}
static int do_usr2(void) { return raise_it(SIGUSR2); }
static int do_pipe(void) { return raise_it(SIGPIPE); }
static int do_alrm(void) { return raise_it(SIGALRM); }
static int do_term(void) { return raise_it(SIGTERM); }
static int do_xcpu(void) { return raise_it(SIGXCPU); }
static int do_xfsz(void) { return raise_it(SIGXFSZ); }
static int do_sys(void) { return raise_it(SIGSYS); }
static int do_kill(void) { return raise_it(SIGKILL); }
static void handler_exits(int number) {
  (void)number;
  mark_handler();
  _exit(0);
}
static int do_handler(void) {
  signal(SIGTERM, handler_exits);
  raise(SIGTERM);
  return 0;
}
static int do_overflow(void) {
  struct sigaction action = {.sa_handler = handler_exits, .sa_flags = SA_ONSTACK};
  static char stack[65536];
  sigaltstack(&(stack_t){.ss_sp = stack, .ss_size = sizeof stack}, NULL);
  sigaction(SIGSEGV, &action, NULL);
  *(volatile int *)8 = 1;
  return 0;
}
static void *loops(void *unused) {
  mark_thread();
  atomic_store((atomic_char *)unused, 1);
  for (;;)
    pause();
}
static int do_threads(void) {
  static atomic_char running;
  pthread_t id;
  pthread_create(&id, NULL, loops, &running);
  while (!running)
    sched_yield();
  return 0;
}
static void *thread_kills(void *unused) {
  mark_thread();
  kill(getpid(), SIGKILL);
  return unused;
}
static int do_thread_kills(void) {
  pthread_t id;
  pthread_create(&id, NULL, thread_kills, NULL);
  pthread_join(id, NULL);
  return 0;
}
static jmp_buf back;
static int do_longjmp(void) {
  if (setjmp(back)) {
    mark_more();
    _exit(0);
  }
  longjmp(back, 1);
}
#ifdef __GLIBC__
static ucontext_t here, there;
static void on_other_stack(void) {
  mark_child();
  _exit(0);
}
static int do_swapcontext(void) {
  static char stack[65536];
  if (getcontext(&there))
    return CANNOT;
  there.uc_stack.ss_sp = stack;
  there.uc_stack.ss_size = sizeof stack;
  makecontext(&there, on_other_stack, 0);
  swapcontext(&here, &there);
  return 0;
}
#else
static int do_swapcontext(void) { return CANNOT; }
#endif
static int do_exec(void) {
  execl(self, self, "executed", (char *)NULL);
  return 1;
}
static int do_exec_other(void) {
  execl("/bin/true", "true", (char *)NULL);
  return 1;
}
static int do_execve(void) {
  char *words[] = {self, (char *)"executed", NULL};
  execve(self, words, environ);
  return 1;
}
static int do_fexecve(void) {
  char *words[] = {self, (char *)"executed", NULL};
  fexecve(open(self, O_RDONLY | O_CLOEXEC), words, environ);
  return 1;
}
static int do_exec_many(void) {
  char number[20];
  const char *left = getenv("ENDING_LEFT");
  int count = left ? atoi(left) : EXECS;
  if (count == 0) {
    mark_executed();
    _exit(0);
  }
  snprintf(number, sizeof number, "%d", count - 1);
  setenv("ENDING_LEFT", number, 1);
  execl(self, self, "exec of itself 1,000 times", (char *)NULL);
  return 1;
}
static int do_executed(void) {
  mark_executed();
  return 0;
}
static int child_of(pid_t child) {
  if (child == 0) {
    mark_child();
    _exit(0);
  }
  wait_for(child);
  mark_parent();
  return 0;
}
static int do_fork(void) { return child_of(fork()); }
static int do_fork_exit(void) {
  pid_t child = fork();
  if (child == 0) {
    mark_child();
    exit(0);
  }
  wait_for(child);
  mark_parent();
  return 0;
}
static int do_fork_abort(void) {
  pid_t child = fork();
  if (child == 0) {
    mark_child();
    abort();
  }
  wait_for(child);
  mark_parent();
  return 0;
}
static int do_fork_orphan(void) {
  pid_t child = fork();
  if (child == 0) {
    usleep(50000);
    mark_child();
    _exit(0);
  }
  mark_parent();
  return 0;
}
static int do_fork_orphan_killed(void) {
  if (fork() == 0) {
    usleep(50000);
    mark_child();
    kill(getpid(), SIGKILL);
  }
  mark_parent();
  return 0;
}
static int do_fork_tree(void) {
  for (int i = 0; i < 3; i++)
    if (fork() == 0)
      i == 2 ? mark_grandchild() : mark_child();
  while (wait(NULL) > 0)
    ;
  _exit(0);
}
static int do_vfork(void) {
  pid_t child = vfork();
  if (child == 0) {
    execl(self, self, "executed", (char *)NULL);
    _exit(1);
  }
  wait_for(child);
  mark_parent();
  return 0;
}
static int do_spawn(void) {
  pid_t child;
  char *words[] = {self, (char *)"executed", NULL};
  if (posix_spawn(&child, self, NULL, NULL, words, environ))
    return 1;
  wait_for(child);
  mark_parent();
  return 0;
}
static int do_system(void) {
  if (setenv("ENDING_SELF", self, 1) || system("\"$ENDING_SELF\" executed"))
    return 1;
  mark_parent();
  return 0;
}
static int do_clone_fork(void) { return child_of((pid_t)syscall(SYS_clone, SIGCHLD, 0, 0, 0, 0)); }
static int cloned(void *unused) {
  (void)unused;
  mark_child();
  return 0;
}
static int do_clone_vm(void) {
  static char stack[65536] __attribute__((aligned(16)));
  pid_t child = clone(cloned, stack + sizeof stack, CLONE_VM | SIGCHLD, NULL);
  wait_for(child);
  mark_parent();
  return 0;
}
static int do_daemon(void) {
  if (fork())
    _exit(0);
  setsid();
  if (fork())
    _exit(0);
  for (int i = 0; i < 256; i++)
    close(i);
  chdir("/") ? (void)0 : mark_grandchild();
  _exit(0);
}
static int do_limits(void) {
  setrlimit(RLIMIT_FSIZE, &(struct rlimit){0, 0});
  setrlimit(RLIMIT_NOFILE, &(struct rlimit){0, 0});
  mark_more();
  return 0;
}
static int do_seccomp(void) {
  struct sock_filter only[] = {
      BPF_STMT(BPF_LD | BPF_W | BPF_ABS, 0),
      BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_exit_group, 0, 1),
      BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
      BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS),
  };
  struct sock_fprog program = {4, only};
  if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) ||
      prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program))
    return CANNOT;
  mark_more();
  _exit(0);
}
static int do_strict(void) {
  if (prctl(PR_SET_SECCOMP, SECCOMP_MODE_STRICT))
    return CANNOT;
  mark_more();
  return (int)syscall(SYS_exit, 0);
}
static int do_setuid(void) {
  if (chdir("/") || setuid(65534))
    return CANNOT;
  mark_more();
  return 0;
}
static int do_chroot(void) {
  if (chroot("/var/empty") && chroot("/tmp"))
    return CANNOT;
  mark_more();
  return 0;
}
static int do_unshare(void) {
  if (unshare(CLONE_NEWPID))
    return CANNOT;
  return child_of(fork());
}
static int do_checkpoint(void) {
  // A server that forks for each request, and is killed.
  for (int i = 0; i < 20; i++)
    if (fork() == 0) {
      mark_child();
      _exit(0);
    }
  while (wait(NULL) > 0)
    ;
  mark_parent();
  kill(getpid(), SIGKILL);
  return 0;
}

#ifndef WITHOUT_DLOPEN
static void *loads(void *count) {
  for (long i = 0; i < (long)count; i++) {
    void *library = dlopen(getenv("ENDING_LIBRARY"), RTLD_NOW);
    if (!library)
      abort();
    dlclose(library);
  }
  return NULL;
}
static int do_dlopen(void) {
  loads((void *)100);
  mark_more();
  _exit(0);
}
static int do_dlopen_threads(void) {
  pthread_t ids[8];
  for (int i = 0; i < 8; i++)
    pthread_create(&ids[i], NULL, loads, (void *)20);
  for (int i = 0; i < 8; i++)
    pthread_join(ids[i], NULL);
  mark_more();
  return 0;
}
static int do_dlmopen(void) {
  if (!dlmopen(LM_ID_NEWLM, getenv("ENDING_LIBRARY"), RTLD_NOW))
    return CANNOT;
  mark_more();
  kill(getpid(), SIGKILL);
  return 0;
}
static int do_preload(void) {
  setenv("LD_PRELOAD", getenv("ENDING_LIBRARY"), 1);
  return do_exec();
}
#else
static int do_dlopen(void) { return CANNOT; }
static int do_dlopen_threads(void) { return CANNOT; }
static int do_dlmopen(void) { return CANNOT; }
static int do_preload(void) { return CANNOT; }
#endif

static const struct ending {
  const char *name;
  int (*end)(void);
  int status;
} endings[] = {
    {"return from main", do_return, 0},                     // begin
    {"exit", do_exit, 0},                                   // begin
    {"exit with handlers", do_atexit, 0},                   // begin atexit
    {"_exit", do__exit, 0},                                 // begin
    {"_Exit", do__Exit, 0},                                 // begin
    {"quick_exit", do_quick_exit, 0},                       // begin atexit
    {"the call exit_group", do_exit_group, 0},              // begin
    {"the call exit", do_thread_exit, 0},                   // begin
    {"pthread_exit from main", do_pthread_exit, 0},         // begin
    {"exit while a thread runs", do_threads, 0},            // begin thread
    {"kill -9 by a thread", do_thread_kills, -9},           // begin thread
    {"_exit after longjmp", do_longjmp, 0},                 // begin more
    {"_exit on another stack", do_swapcontext, 0},          // begin child
    {"abort", do_abort, -6},                                // begin
    {"a null pointer", do_segv, -11},                       // begin
    {"a trap", do_trap, -4},                                // begin
    {"SIGHUP", do_hup, -1},                                 // begin
    {"SIGINT", do_int, -2},                                 // begin
    {"SIGQUIT", do_quit, -3},                               // begin
    {"SIGBUS", do_bus, -7},                                 // begin
    {"SIGFPE", do_fpe, -8},                                 // begin
    {"SIGKILL", do_kill, -9},                               // begin
    {"SIGUSR1", do_usr1, -10},                              // begin
    {"SIGUSR2", do_usr2, -12},                              // begin
    {"SIGPIPE", do_pipe, -13},                              // begin
    {"SIGALRM", do_alrm, -14},                              // begin
    {"SIGTERM", do_term, -15},                              // begin
    {"SIGXCPU", do_xcpu, -24},                              // begin
    {"SIGXFSZ", do_xfsz, -25},                              // begin
    {"SIGSYS", do_sys, -31},                                // begin
    {"_exit in a signal handler", do_handler, 0},           // begin handler
    {"_exit in a crash handler", do_overflow, 0},           // begin handler
    {"exec of itself", do_exec, 0},                         // begin executed
    {"exec of another program", do_exec_other, 0},          // begin
    {"execve", do_execve, 0},                           // begin executed
    {"fexecve", do_fexecve, 0},                             // begin executed
    {"exec of itself 1,000 times", do_exec_many, 0},          // begin executed
    {"fork, _exit", do_fork, 0},                            // begin child parent
    {"fork, exit", do_fork_exit, 0},                        // begin child parent
    {"fork, abort", do_fork_abort, 0},                      // begin child parent
    {"fork, the child lives longer", do_fork_orphan, 0},    // begin child parent
    {"fork, the child lives longer, kill -9", do_fork_orphan_killed, 0}, // begin child parent
    {"forked children fork", do_fork_tree, 0},              // begin child grandchild
    {"vfork, exec", do_vfork, 0},                           // begin executed parent
    {"posix_spawn", do_spawn, 0},                           // begin executed parent
    {"system", do_system, 0},                               // begin executed parent
    {"clone as fork", do_clone_fork, 0},                    // begin child parent
    {"clone with the same memory", do_clone_vm, 0},         // begin child parent
    {"fork in a new process namespace", do_unshare, 0},     // begin child parent
    {"a daemon's double fork, all descriptors closed", do_daemon, 0}, // begin grandchild
    {"a forking server, kill -9", do_checkpoint, -9},       // begin child parent
    {"RLIMIT_FSIZE and RLIMIT_NOFILE of 0, then return", do_limits, 0}, // begin more
    {"seccomp that allows exit_group alone", do_seccomp, 0}, // begin more
    {"strict seccomp, the call exit", do_strict, 0},        // begin more
    {"setuid to nobody, then return", do_setuid, 0},        // begin more
    {"chroot, then return", do_chroot, 0},                  // begin more
    {"dlopen and dlclose 100 times, _exit", do_dlopen, 0},  // begin more loaded
    {"dlopen and dlclose in 8 threads", do_dlopen_threads, 0}, // begin more loaded
    {"dlmopen, kill -9", do_dlmopen, -9},                   // begin more loaded
    {"exec with LD_PRELOAD", do_preload, 0},                // begin executed loaded
};

int main(int count, char **words) {
  setrlimit(RLIMIT_CORE, &(struct rlimit){0, 0});
  self = words[0];
  if (count != 2)
    return CANNOT;
  if (!strcmp(words[1], "executed"))
    return do_executed();
  mark_begin();
  for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
    if (!strcmp(words[1], endings[i].name))
      return endings[i].end();
  return CANNOT;
}
