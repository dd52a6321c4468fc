// Fault injection into the start-up code alone: makes each of its system calls fail in turn.
//
//   inject IMAGE fail PROGRAM [WORD]...   each call, each error; also each call and all that follow
//   inject IMAGE kill PROGRAM [WORD]...   SIGKILL at each call
//   inject IMAGE kill-at N PROGRAM [WORD]...   SIGKILL at the N-th call
//   inject IMAGE trace PROGRAM [WORD]...  prints our calls' numbers; "main" where the program makes
//                                         its first getppid call
//
// IMAGE is the instrumented file. A call is ours if it comes from the code of __fastcov_runtime in
// it. With fail, the program must end and print each time as it does undisturbed; the first time
// that it does not is described, and the status is 1. Prints how many calls and runs there were.
#define _GNU_SOURCE
#include <elf.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/ptrace.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/user.h>
#include <sys/wait.h>
#include <unistd.h>

static const int errors[] = {
    EPERM,        ENOENT,    EINTR,      EIO,    EBADF,      EAGAIN, ENOMEM, EACCES, EEXIST,
    ENODEV,       EINVAL,    ENFILE,     EMFILE, EFBIG,      ENOSPC, EROFS,  ELOOP,  ENOSYS,
    ENAMETOOLONG, EOVERFLOW, EOPNOTSUPP, ESTALE, ECONNRESET, EDQUOT, ENOTDIR};
#define ERROR_COUNT ((int)(sizeof errors / sizeof *errors))

// What to do to the calls from `first` to `last`, counted from 1: an error, 0 to let only half of
// the bytes be written, or KILL.
enum { HALF = 0, KILL = -1 };
struct plan {
  int first, last, error;
};

struct result {
  int status, calls;
  size_t size;
  char output[1 << 16];
};

static const char *image_path;
static uint64_t code_start, code_size; // addresses as linked
static int image_moves;                // position-independent
static int tracing;

static void fatal(const char *what) {
  perror(what);
  exit(2);
}

static void image_read(void) {
  struct stat status;
  int fd = open(image_path, O_RDONLY);
  if (fd < 0 || fstat(fd, &status))
    fatal(image_path);
  char *file = mmap(NULL, (size_t)status.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
  Elf64_Ehdr *header = (Elf64_Ehdr *)file;
  Elf64_Shdr *sections = (Elf64_Shdr *)(file + header->e_shoff);
  image_moves = header->e_type == ET_DYN;
  for (int i = 0; i < header->e_shnum; i++) {
    if (sections[i].sh_type != SHT_SYMTAB)
      continue;
    Elf64_Sym *symbols = (Elf64_Sym *)(file + sections[i].sh_offset);
    const char *names = file + sections[sections[i].sh_link].sh_offset;
    for (size_t k = 0; k < sections[i].sh_size / sizeof *symbols; k++)
      if (!strcmp(names + symbols[k].st_name, "__fastcov_runtime")) {
        code_start = symbols[k].st_value;
        code_size = symbols[k].st_size;
      }
  }
  if (!code_size)
    fatal("no __fastcov_runtime");
  close(fd);
}

// Where the image lies in the process; -1 if it is not there (yet).
static uint64_t image_base(pid_t child) {
  static char maps[64], line[PATH_MAX + 100];
  uint64_t base = (uint64_t)-1;
  if (!image_moves)
    return 0;
  snprintf(maps, sizeof maps, "/proc/%d/maps", child);
  FILE *file = fopen(maps, "r");
  while (file && fgets(line, sizeof line, file)) {
    unsigned long start, offset;
    char path[PATH_MAX + 1];
    if (sscanf(line, "%lx-%*x %*s %lx %*s %*s %4096s", &start, &offset, path) == 3 && !offset &&
        !strcmp(path, image_path)) {
      base = start;
      break;
    }
  }
  if (file)
    fclose(file);
  return base;
}

static void entry(pid_t child, const struct plan *plan, int number, struct user_regs_struct *regs) {
  if (number < plan->first || number > plan->last)
    return;
  if (plan->error == KILL)
    kill(child, SIGKILL);
  else if (plan->error != HALF)
    regs->orig_rax = (unsigned long long)-1;
  else if (regs->orig_rax == SYS_pwrite64 && regs->rdx > 1)
    regs->rdx /= 2;
  else if (regs->orig_rax == SYS_writev)
    regs->rdx = 1;
  ptrace(PTRACE_SETREGS, child, NULL, regs);
}

static pid_t start(char **command, int out) {
  pid_t child = fork();
  if (child == 0) {
    dup2(out, 1);
    dup2(out, 2);
    close(out);
    ptrace(PTRACE_TRACEME, 0, NULL, NULL);
    execv(command[0], command);
    _exit(127);
  }
  return child;
}

static void run(char **command, const struct plan *plan, struct result *result) {
  int out = memfd_create("output", MFD_CLOEXEC), entering = 1, ours = 0, in_main = 0;
  uint64_t base = (uint64_t)-1;
  pid_t child = start(command, out);
  result->calls = 0;
  waitpid(child, &result->status, 0);
  ptrace(PTRACE_SETOPTIONS, child, NULL,
         PTRACE_O_TRACESYSGOOD | PTRACE_O_TRACEEXEC | PTRACE_O_EXITKILL);
  for (long signal = 0;; entering = !entering) {
    ptrace(PTRACE_SYSCALL, child, NULL, signal);
    signal = 0;
    if (waitpid(child, &result->status, 0) < 0)
      fatal("waitpid");
    if (WIFEXITED(result->status) || WIFSIGNALED(result->status))
      break;
    if (WSTOPSIG(result->status) != (SIGTRAP | 0x80)) {
      signal = WSTOPSIG(result->status) == SIGTRAP ? 0 : WSTOPSIG(result->status); // exec
      entering = !entering;
      continue;
    }
    struct user_regs_struct regs;
    ptrace(PTRACE_GETREGS, child, NULL, &regs);
    if (entering) {
      if (base == (uint64_t)-1)
        base = image_base(child);
      ours = base != (uint64_t)-1 && regs.rip - base - code_start <= code_size;
      if (tracing && !in_main && regs.orig_rax == SYS_getppid)
        in_main = printf("main\n");
      if (!ours)
        continue;
      result->calls++;
      if (tracing)
        printf("%llu\n", regs.orig_rax);
      entry(child, plan, result->calls, &regs);
    } else if (ours && regs.orig_rax == (unsigned long long)-1 && plan->error > 0) {
      regs.rax = (unsigned long long)-plan->error;
      ptrace(PTRACE_SETREGS, child, NULL, &regs);
    }
  }
  ssize_t size = pread(out, result->output, sizeof result->output, 0);
  result->size = size < 0 ? 0 : (size_t)size;
  close(out);
}

static int same(const struct result *a, const struct result *b) {
  return a->status == b->status && a->size == b->size && !memcmp(a->output, b->output, a->size);
}

static struct result expected, got;
static int runs;

static void try(char **command, struct plan plan) {
  run(command, &plan, &got);
  runs++;
  if (same(&expected, &got) || plan.error == KILL)
    return;
  printf("calls %d to %d with error %d (%s): status %x, not %x; printed %.*s\n", plan.first,
         plan.last, plan.error, plan.error ? strerror(plan.error) : "written by halves", got.status,
         expected.status, (int)got.size, got.output);
  exit(1);
}

int main(int count, char **words) {
  if (count < 4)
    return 2;
  image_path = words[1];
  image_read();
  char **command = words + 3;
  if (!strcmp(words[2], "kill-at")) {
    run(command + 1, &(struct plan){atoi(words[3]), atoi(words[3]), KILL}, &expected);
    return 0;
  }
  tracing = !strcmp(words[2], "trace");
  run(command, &(struct plan){0, 0, 0}, &expected);
  if (tracing)
    return 0;
  int calls = expected.calls, kills = !strcmp(words[2], "kill");
  // A call that fails may be followed by others than usual: some more are tried.
  for (int n = 1; n <= calls + 4; n++) {
    if (kills) {
      try(command, (struct plan){n, n, KILL});
      continue;
    }
    for (int i = 0; i < ERROR_COUNT; i++)
      try(command, (struct plan){n, n, errors[i]});
    try(command, (struct plan){n, INT_MAX, ENOSPC});
    try(command, (struct plan){n, INT_MAX, EPERM});
    try(command, (struct plan){n, INT_MAX, HALF});
    for (int m = n + 1; m <= calls; m++)
      try(command, (struct plan){n, m, EACCES});
  }
  printf("calls %d runs %d\n", calls, runs);
  return calls == 0;
}
