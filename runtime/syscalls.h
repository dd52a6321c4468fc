// Linux system calls without libc, for code that runs inside other people's programs.
//
// Each function returns what the kernel returns: a result, or a negated error number. errno is not
// touched, because nobody here knows it. Only calls that every libc makes itself are used, so that
// a seccomp filter made for ordinary programs lets them pass; the *at forms, because every
// architecture has them. A new architecture needs: the numbers, sys_call, sys_call6, the flags that
// differ, and the largest page that its linkers align to.
#ifndef FASTCOV_SYSCALLS_H
#define FASTCOV_SYSCALLS_H

#include <stddef.h>
#include <stdint.h>

#if defined(__x86_64__) && defined(__LP64__)

enum sys_number {
  SYS_READ = 0,
  SYS_WRITE = 1,
  SYS_CLOSE = 3,
  SYS_MMAP = 9,
  SYS_LSEEK = 8,
  SYS_MUNMAP = 11,
  SYS_PREAD = 17,
  SYS_PWRITE = 18,
  SYS_WRITEV = 20,
  SYS_NANOSLEEP = 35,
  SYS_GETPID = 39,
  SYS_UNAME = 63,
  SYS_FLOCK = 73,
  SYS_GETCWD = 79,
  SYS_CLOCK_GETTIME = 228,
  SYS_OPENAT = 257,
  SYS_MKDIRAT = 258,
  SYS_UNLINKAT = 263,
  SYS_RENAMEAT = 264,
  SYS_LINKAT = 265,
  SYS_READLINKAT = 267,
  SYS_PRLIMIT = 302,
};
#define SYS_O_NOFOLLOW 0400000
#define SYS_LARGEST_PAGE 4096

static inline __attribute__((always_inline)) long sys_call6(long number, long a, long b, long c,
                                                            long d, long e, long f) {
  long result;
  register long r10 __asm__("r10") = d;
  register long r8 __asm__("r8") = e;
  register long r9 __asm__("r9") = f;
  __asm__ volatile("syscall"
                   : "=a"(result)
                   : "a"(number), "D"(a), "S"(b), "d"(c), "r"(r10), "r"(r8), "r"(r9)
                   : "rcx", "r11", "memory");
  return result;
}

#elif defined(__aarch64__) && defined(__LP64__)

enum sys_number {
  SYS_GETCWD = 17,
  SYS_FLOCK = 32,
  SYS_MKDIRAT = 34,
  SYS_UNLINKAT = 35,
  SYS_LINKAT = 37,
  SYS_RENAMEAT = 38,
  SYS_OPENAT = 56,
  SYS_CLOSE = 57,
  SYS_LSEEK = 62,
  SYS_READ = 63,
  SYS_WRITE = 64,
  SYS_WRITEV = 66,
  SYS_PREAD = 67,
  SYS_PWRITE = 68,
  SYS_READLINKAT = 78,
  SYS_NANOSLEEP = 101,
  SYS_CLOCK_GETTIME = 113,
  SYS_UNAME = 160,
  SYS_GETPID = 172,
  SYS_MUNMAP = 215,
  SYS_MMAP = 222,
  SYS_PRLIMIT = 261,
};
#define SYS_O_NOFOLLOW 0100000
#define SYS_LARGEST_PAGE 65536

static inline __attribute__((always_inline)) long sys_call6(long number, long a, long b, long c,
                                                            long d, long e, long f) {
  register long x8 __asm__("x8") = number;
  register long x0 __asm__("x0") = a;
  register long x1 __asm__("x1") = b;
  register long x2 __asm__("x2") = c;
  register long x3 __asm__("x3") = d;
  register long x4 __asm__("x4") = e;
  register long x5 __asm__("x5") = f;
  __asm__ volatile("svc #0"
                   : "+r"(x0)
                   : "r"(x8), "r"(x1), "r"(x2), "r"(x3), "r"(x4), "r"(x5)
                   : "memory");
  return x0;
}

#elif defined(__i386__)

enum sys_number {
  SYS_READ = 3,
  SYS_WRITE = 4,
  SYS_CLOSE = 6,
  SYS_LSEEK = 19,
  SYS_GETPID = 20,
  SYS_MUNMAP = 91,
  SYS_UNAME = 122,
  SYS_FLOCK = 143,
  SYS_WRITEV = 146,
  SYS_NANOSLEEP = 162,
  SYS_PREAD = 180, // these two take the offset's upper half in one more argument, which is 0
  SYS_PWRITE = 181,
  SYS_GETCWD = 183,
  SYS_MMAP = 192, // mmap2: offsets in units
  SYS_CLOCK_GETTIME = 265,
  SYS_OPENAT = 295,
  SYS_MKDIRAT = 296,
  SYS_UNLINKAT = 301,
  SYS_RENAMEAT = 302,
  SYS_LINKAT = 303,
  SYS_READLINKAT = 305,
  SYS_PRLIMIT = 340,
};
#define SYS_O_NOFOLLOW 0400000
#define SYS_LARGEST_PAGE 4096
#define SYS_MMAP_UNIT 4096

// No compiler hands out ebp, and position-independent code may keep ebx for itself.
static inline __attribute__((always_inline)) long sys_call6(long number, long a, long b, long c,
                                                            long d, long e, long f) {
  long words[7] = {number, a, b, c, d, e, f};
  long result;
  __asm__ volatile("pushl %%ebp\n\tpushl %%ebx\n\t"
                   "movl 4(%%eax), %%ebx\n\tmovl 8(%%eax), %%ecx\n\tmovl 12(%%eax), %%edx\n\t"
                   "movl 16(%%eax), %%esi\n\tmovl 20(%%eax), %%edi\n\tmovl 24(%%eax), %%ebp\n\t"
                   "movl (%%eax), %%eax\n\tint $0x80\n\tpopl %%ebx\n\tpopl %%ebp"
                   : "=a"(result)
                   : "0"(words)
                   : "ecx", "edx", "esi", "edi", "cc", "memory");
  return result;
}

#else
#error "fastcov's start-up code knows the system calls of x86_64, aarch64 and i386 only"
#endif

#if !defined(SYS_MMAP_UNIT)
#define SYS_MMAP_UNIT 1
#endif

// Flags and error numbers that are the same on all.
#define SYS_O_RDONLY 0
#define SYS_O_WRONLY 01
#define SYS_O_RDWR 02
#define SYS_O_CREAT 0100
#define SYS_O_EXCL 0200
#define SYS_O_APPEND 02000
#define SYS_O_NONBLOCK 04000
#define SYS_O_CLOEXEC 02000000
#define SYS_AT_FDCWD (-100)
#define SYS_PROT_READ 1
#define SYS_PROT_WRITE 2
#define SYS_MAP_SHARED 1
#define SYS_MAP_PRIVATE 2
#define SYS_MAP_FIXED 0x10
#define SYS_MAP_ANONYMOUS 0x20
#define SYS_SEEK_END 2
#define SYS_LOCK_SHARED 1
#define SYS_LOCK_EXCLUSIVE 2
#define SYS_LOCK_NO_WAIT 4
#define SYS_LOCK_RELEASE 8
#define SYS_RLIMIT_FSIZE 1
#define SYS_ENOENT 2
#define SYS_EINTR 4
#define SYS_EIO 5
#define SYS_ENOMEM 12
#define SYS_EEXIST 17
#define SYS_EINVAL 22
#define SYS_EFBIG 27
#define SYS_ENAMETOOLONG 36

// Limits of the kernel's own.
#define SYS_PATH_MAX 4096
#define SYS_UTSNAME_FIELD 65

// A call of up to four arguments, again after EINTR (network file systems answer so even to
// openat). Not for ever: a seccomp filter may say EINTR each time.
static __attribute__((noinline)) long sys_call(long number, long a, long b, long c, long d) {
  long result = -SYS_EINTR;
  for (int attempt = 0; result == -SYS_EINTR && attempt < 100; attempt++)
    result = sys_call6(number, a, b, c, d, 0, 0);
  return result;
}

static inline long sys_open(const char *path, int flags, int mode) {
  return sys_call(SYS_OPENAT, SYS_AT_FDCWD, (long)path, flags | SYS_O_CLOEXEC, mode);
}

// Never repeated: Linux has closed the descriptor even when it says EINTR, and another thread may
// own that number by now.
static inline void sys_close(int fd) { sys_call6(SYS_CLOSE, fd, 0, 0, 0, 0, 0); }

static inline long sys_read(int fd, void *to, size_t size) {
  return sys_call(SYS_READ, fd, (long)to, (long)size, 0);
}

static inline long sys_pwrite(int fd, const void *from, size_t size, uint64_t offset) {
  return sys_call(SYS_PWRITE, fd, (long)from, (long)size, (long)offset);
}

static inline long sys_pread(int fd, void *to, size_t size, uint64_t offset) {
  return sys_call(SYS_PREAD, fd, (long)to, (long)size, (long)offset);
}

static inline long sys_readlink(const char *path, char *to, size_t size) {
  return sys_call(SYS_READLINKAT, SYS_AT_FDCWD, (long)path, (long)to, (long)size);
}

static inline long sys_mkdir(const char *path, int mode) {
  return sys_call(SYS_MKDIRAT, SYS_AT_FDCWD, (long)path, mode, 0);
}

static inline long sys_rename(const char *from, const char *to) {
  return sys_call(SYS_RENAMEAT, SYS_AT_FDCWD, (long)from, SYS_AT_FDCWD, (long)to);
}

static inline long sys_link(const char *from, const char *to) {
  // Of five arguments, the last is 0.
  return sys_call6(SYS_LINKAT, SYS_AT_FDCWD, (long)from, SYS_AT_FDCWD, (long)to, 0, 0);
}

static inline long sys_lock(int fd, int how) { return sys_call(SYS_FLOCK, fd, how, 0, 0); }

static inline void sys_sleep(long nanoseconds) {
  struct {
    long seconds, nanoseconds;
  } time = {0, nanoseconds};
  sys_call6(SYS_NANOSLEEP, (long)&time, 0, 0, 0, 0, 0);
}

static inline long sys_unlink(const char *path) {
  return sys_call(SYS_UNLINKAT, SYS_AT_FDCWD, (long)path, 0, 0);
}

static inline long sys_getcwd(char *to, size_t size) {
  return sys_call(SYS_GETCWD, (long)to, (long)size, 0, 0);
}

static inline uint32_t sys_getpid(void) { return (uint32_t)sys_call(SYS_GETPID, 0, 0, 0, 0); }

// Maps, or returns NULL. `at` is an address for SYS_MAP_FIXED, else NULL.
static __attribute__((noinline)) void *sys_map(void *at, size_t size, int flags, int fd,
                                               uint64_t offset) {
  long result = sys_call6(SYS_MMAP, (long)at, (long)size, SYS_PROT_READ | SYS_PROT_WRITE, flags, fd,
                          (long)(offset / SYS_MMAP_UNIT));
  return result < 0 && result > -4096 ? NULL : (void *)result;
}

static inline void *sys_map_anonymous(size_t size) {
  return sys_map(NULL, size, SYS_MAP_PRIVATE | SYS_MAP_ANONYMOUS, -1, 0);
}

static inline void sys_unmap(void *at, size_t size) {
  sys_call(SYS_MUNMAP, (long)at, (long)size, 0, 0);
}

// Nanoseconds since the epoch; 0 if there is no clock.
static inline uint64_t sys_time(void) {
  struct {
    unsigned long seconds; // 32 bits last until 2106
    long nanoseconds;
  } now;
  if (sys_call(SYS_CLOCK_GETTIME, 0, (long)&now, 0, 0) != 0)
    return 0;
  return (uint64_t)now.seconds * 1000000000u + (uint64_t)now.nanoseconds;
}

// Whether this process may make a file of `size` bytes. To be asked before each write: a write past
// the limit raises SIGXFSZ, which would kill the host.
static inline int sys_may_write(uint64_t size) {
  uint64_t limit[2]; // soft, hard
  return sys_call(SYS_PRLIMIT, 0, SYS_RLIMIT_FSIZE, 0, (long)limit) == 0 && size <= limit[0];
}

#endif
