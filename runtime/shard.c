// The code behind the start-up: it makes shards.
//
// A shard is a file with a header that says who we are, followed by the flags of the image. The
// file is mapped over the flags in memory, and that is all: from there on the program's stores go
// to the page cache, which outlives the process however it ends. Forked children share the mapping;
// setting a byte is idempotent, so that needs no lock.
//
// Where the flags do not own their pages (a linker script of the user's) or the file system cannot
// map files, the flags stay where they are and go to the shard when the process ends: the fallback.
// The shard says so (FASTCOV_STATE_OPEN, later FASTCOV_STATE_DONE).
//
// We are a guest here. No libc, no heap, no signal handler, no output, no exit. If anything fails,
// there is no shard and the program goes on.
//
// This file is compiled to machine code once, when fastcov is built, and start.c carries that code
// into every object: so it has no writable data and refers to no symbol. All it knows of the image
// is in struct fastcov_image. (Carried as bitcode, it cost 140 ms per compilation at -O2.)
//
// On file names. A shard is written under a name that does not end in .fcs and then renamed: so
// fastcov-merge may run while processes start, and a process killed half-way leaves no *.fcs that
// looks damaged. The rename costs one call. O_TMPFILE and linkat would leave no stray file either,
// but need /proc and a file system that knows them.
//
// On full disks. A store to a mapped page for which the disk has no block is a SIGBUS for the host.
// So the flags are written first, not just allocated: write reserves blocks on every file system
// (also where fallocate is not known), and says ENOSPC. What is left: file systems that take new
// blocks for rewritten data (btrfs, ZFS) and fill up later.
#include "fastcov_format.h"
#include "fastcov_hash.h"
#include "image.h"
#include "own_image.h"
#include "pool.h"
#include "process.h"
#include "shard_header.h"
#include "syscalls.h"

// Bytes from the flags' start to the tail: whole pages if all is well.
static size_t pages_size(const struct fastcov_image *image) {
  return (size_t)(image->tail - image->flags);
}

// ---- The shard's file --------------------------------------------------------------------------

// "/", pid, "-", 16 digits, ".fcs", terminator.
#define NAME_LIMIT 40
#define SUFFIX_WHILE_WRITTEN ".tmp"

// 32 bits: longer divisions are functions of the compiler's, which is not linked with us.
static size_t put_decimal(char *to, uint32_t value) {
  char digits[10];
  size_t count = 0;
  do
    digits[count++] = (char)('0' + value % 10);
  while (value /= 10);
  for (size_t i = 0; i < count; i++)
    to[i] = digits[count - 1 - i];
  return count;
}

static size_t put_hexadecimal(char *to, uint64_t value) {
  for (int i = 15; i >= 0; i--, value >>= 4)
    to[i] = "0123456789abcdef"[value & 15];
  return 16;
}

// Writes "DIRECTORY/PID-UNIQUE" without suffix. Returns its length.
static inline size_t path_put(char *to, size_t directory_size, uint32_t pid, uint64_t unique) {
  size_t size = directory_size;
  to[size++] = '/';
  size += put_decimal(to + size, pid);
  to[size++] = '-';
  return size + put_hexadecimal(to + size, unique);
}

// Makes all directories above `path`; what goes wrong will show when the file is opened.
static inline void path_make_directories(char *path) {
  for (char *at = path + 1; *at; at++)
    if (*at == '/') {
      *at = 0;
      sys_mkdir(path, 0777);
      *at = '/';
    }
}

static int write_all(int fd, const unsigned char *from, size_t size, uint64_t offset) {
  while (size) {
    long count = sys_pwrite(fd, from, size, offset);
    if (count <= 0)
      return count ? (int)count : -SYS_EIO;
    from += count;
    offset += (uint64_t)count;
    size -= (size_t)count;
  }
  return 0;
}

// Writes both one after the other to a file that is empty: mostly in one call.
static inline int write_two(int fd, const unsigned char *first, size_t first_size,
                            const unsigned char *second, size_t second_size) {
  struct {
    const unsigned char *start;
    size_t size;
  } parts[2] = {{first, first_size}, {second, second_size}};
  long written = sys_call(SYS_WRITEV, fd, (long)parts, 2, 0);
  if (written < 0)
    return (int)written;
  size_t total = (size_t)written;
  size_t of_first = total < first_size ? total : first_size;
  int error = write_all(fd, first + of_first, first_size - of_first, of_first);
  size_t of_second = total - of_first;
  return error ? error
               : write_all(fd, second + of_second, second_size - of_second, first_size + of_second);
}

// Creates a file under a name of its own with `suffix`, which it leaves in `path`; `size` becomes
// the name's length without suffix. Returns a descriptor, or a negated error number.
//
// The header's hash covers process, time, host and image. Containers may share a directory and
// agree in all of these; the kernel's random number settles that. O_EXCL keeps two from writing at
// the same time; that one finds the *other's* finished file under its name would take both numbers
// to agree, 96 bits in all.
static int file_create(char *path, size_t *size, const struct shard_header *header,
                       uint32_t entropy, const char *suffix) {
  size_t directory_size = *size;
  long fd = -SYS_EEXIST;
  int made = 0;
  for (uint64_t attempt = 0; attempt < 8; attempt++) {
    *size = path_put(path, directory_size, header->pid, (header->hash ^ entropy) + attempt);
    own_append(path, *size, *size + NAME_LIMIT, suffix);
    fd = sys_open(path, SYS_O_RDWR | SYS_O_CREAT | SYS_O_EXCL | SYS_O_NOFOLLOW, 0666);
    if (fd == -SYS_ENOENT && !made) {
      path_make_directories(path);
      made = 1;
    } else if (fd != -SYS_EEXIST)
      break;
  }
  return (int)fd;
}

// Fills the file and gives it its final name, which it leaves in `path`; behind it there is room
// for another. Returns 0, or a negated error number: then the file is gone.
static inline int file_complete(int fd, char *path, size_t size, const struct shard_header *header,
                                const unsigned char *flags) {
  int error =
      write_two(fd, (const unsigned char *)header, header->header_size, flags, header->flags_size);
  char *old_path = path + size + NAME_LIMIT;
  own_copy(old_path, path, size + sizeof SUFFIX_WHILE_WRITTEN);
  own_append(path, size, size + NAME_LIMIT, FASTCOV_SHARD_SUFFIX);
  if (!error)
    error = (int)sys_rename(old_path, path);
  if (error)
    sys_unlink(old_path);
  return error;
}

// ---- The fallback ------------------------------------------------------------------------------

static int open_for_writing(const struct fastcov_image *image) {
  if (!sys_may_write(image->header_size + image->flags_size))
    return -SYS_EFBIG;
  return (int)sys_open(image->path, SYS_O_WRONLY | SYS_O_NOFOLLOW, 0);
}

// Writes what is set, and only that: a forked child that ends at the same time does likewise, and
// neither undoes the other's work.
static int write_set_flags(int fd, const struct fastcov_image *image) {
  const unsigned char *flags = image->flags;
  size_t size = image->flags_size;
  for (size_t i = 0; i < size;) {
    size_t start = i;
    while (i < size && flags[i])
      i++;
    int error = write_all(fd, flags + start, i - start, image->header_size + start);
    if (error)
      return error;
    while (i < size && !flags[i])
      i++;
  }
  return 0;
}

static int write_state(int fd, uint32_t state) {
  return write_all(fd, (const unsigned char *)&state, sizeof state, FASTCOV_SHARD_OFF_STATE);
}

static void copy_set_flags(const struct fastcov_image *image) {
  unsigned char *to = image->copy + image->header_size;
  for (size_t i = 0; i < image->flags_size; i++)
    if (image->flags[i])
      to[i] = image->flags[i];
}

// Brings a fallback shard up to date. If `done`, and if it is ours and not a parent's, says in it
// that nothing will follow.
static int save(struct fastcov_image *image, int done) {
  int error = 0;
  if (!image->copy && !image->path)
    return 0;
  if (image->state != FASTCOV_STATE_OPEN)
    return 0;
  done = done && image->pid == sys_getpid();
  if (image->copy) {
    copy_set_flags(image);
    if (done)
      ((struct shard_header *)image->copy)->state = FASTCOV_STATE_DONE;
  } else {
    int fd = open_for_writing(image);
    if (fd < 0)
      return fd;
    error = write_set_flags(fd, image);
    if (!error && done)
      error = write_state(fd, FASTCOV_STATE_DONE);
    sys_close(fd);
  }
  return error;
}

// Completes the current shard if it is a fallback, and lets go of it.
// A signal handler may call exit, and so come here again, at any point: what the image knows is
// taken back before it is unmapped.
static void leave(struct fastcov_image *image) {
  save(image, 1);
  unsigned char *copy = image->copy;
  void *path_memory = image->path_memory;
  image->copy = NULL;
  image->path = NULL;
  image->path_memory = NULL;
  image->state = 0;
  __asm__ volatile("" ::: "memory");
  if (copy)
    sys_unmap(copy, image->header_size + image->flags_size);
  if (path_memory)
    sys_unmap(path_memory, image->path_memory_size);
}

// ---- The mapping -------------------------------------------------------------------------------

// Whether the flags, and nothing else, are on the pages from the section's start to the tail. (A
// foreign variable in the gap that is still 0 goes unseen. It would be shared with forked children;
// but no linker puts one there by itself.)
static inline int flags_own_their_pages(const struct fastcov_image *image) {
  size_t gap = pages_size(image) - image->flags_size; // huge if the tail comes before
  if ((uintptr_t)image->flags % image->page_size || pages_size(image) % image->page_size ||
      gap >= SYS_LARGEST_PAGE)
    return 0;
  const unsigned char *at = image->flags + image->flags_size;
  for (; gap % sizeof(uint64_t); gap--)
    if (*at++)
      return 0;
  for (; gap > 0; gap -= sizeof(uint64_t), at += sizeof(uint64_t))
    if (fastcov_hash_load(at, sizeof(uint64_t)))
      return 0;
  return 1;
}

// Puts the file in place of the flags' pages. Returns whether it did.
static inline int map_over_flags(const struct fastcov_image *image, int fd) {
  void *start = image->flags;
  size_t size = page_align(image, image->flags_size); // no page of the gap: the file ends here
  if (sys_map(start, size, SYS_MAP_SHARED | SYS_MAP_FIXED, fd, image->header_size))
    return 1;
  // Linux may have unmapped the old pages before the file system refused. Their content need not
  // come back: it is in the file, and nobody takes it out of there.
  sys_map(start, size, SYS_MAP_PRIVATE | SYS_MAP_ANONYMOUS | SYS_MAP_FIXED, -1, 0);
  return 0;
}

// ---- Putting it together -----------------------------------------------------------------------

// Working memory of one open_shard. A program that starts has a stack that the dynamic linker has
// just used, which costs nothing; but a shared object may be loaded in a thread with a small one,
// and units have no limit: then it is one anonymous mapping (two calls; only pages that are touched
// exist).
struct work {
  size_t size; // of the mapping; 0 if it is on the stack
  struct shard_header *header;
  char *path;                 // WORK_PATHS_SIZE bytes
  const unsigned char *zeros; // flags_size bytes; NULL on the stack
};
#define WORK_PATHS_SIZE (2 * (SYS_PATH_MAX + NAME_LIMIT)) // two paths
#define WORK_STACK_HEADER_SIZE 8192

static void work_divide(struct work *work, void *memory, size_t header_size) {
  work->header = memory;
  work->path = (char *)memory + header_size;
}

static int work_open(struct work *work, const struct fastcov_image *image) {
  size_t header_size = page_align(image, header_limit(image));
  work->size = header_size + WORK_PATHS_SIZE + image->flags_size;
  void *memory = sys_map_anonymous(work->size);
  if (!memory)
    return -SYS_ENOMEM;
  work_divide(work, memory, header_size);
  work->zeros = (unsigned char *)work->path + WORK_PATHS_SIZE;
  return 0;
}

static void work_close(const struct work *work) {
  if (work->size)
    sys_unmap(work->header, work->size);
}

// ---- Folding into a pool -----------------------------------------------------------------------

// Takes the current shard's name from the image.
static void fold_begin(struct fold *fold, struct fastcov_image *image) {
  fold->shard = -1;
  if (image->state != FASTCOV_STATE_MAPPED || !image->path)
    return;
  fold->header = image->path_memory;
  fold->size = image->path_memory_size;
  fold->path = (char *)image->path;
  fold->header_size = image->header_size;
  fold->flags_size = image->flags_size;
  image->path = NULL;
  image->path_memory = NULL;
  fold->shard = (int)sys_open(fold->path, SYS_O_RDONLY | SYS_O_NOFOLLOW, 0);
  // The mapping that we still have keeps the exclusive lock from us, or such locks do not work
  // here.
  if (fold->shard >= 0 && !sys_lock(fold->shard, SYS_LOCK_EXCLUSIVE | SYS_LOCK_NO_WAIT)) {
    sys_close(fold->shard);
    fold->shard = -1;
  }
  if (fold->shard < 0)
    sys_unmap(fold->header, fold->size);
}

// Makes of a shard's header its pool's.
static inline void header_make_pool(struct shard_header *header) {
  header->state = FASTCOV_STATE_POOL;
  header->pid = 0;
  header->start_time = 0;
  header->process = 0;
  header->hash = fastcov_hash64((unsigned char *)header + FASTCOV_SHARD_OFF_HEADER_SIZE,
                                header->header_size - FASTCOV_SHARD_OFF_HEADER_SIZE, 0);
}

// Makes the pool `path`, complete before it gets that name. `temporary` is a name for the time
// being.
static inline void pool_make(const struct fold *fold, uint32_t is_program, const char *temporary,
                             const char *path) {
  struct pool_record record = {0, 0, {0}, is_program, 0};
  const unsigned char *zeros = (unsigned char *)fold->header + fold->size - fold->flags_size;
  uint64_t record_offset = pool_record_offset(fold);
  int fd = (int)sys_open(temporary, SYS_O_RDWR | SYS_O_CREAT | SYS_O_EXCL | SYS_O_NOFOLLOW, 0666);
  if (fd < 0)
    return;
  if (!write_all(fd, (const unsigned char *)fold->header, fold->header_size, 0) &&
      !write_all(fd, zeros, fold->flags_size, fold->header_size) &&
      !write_all(fd, (const unsigned char *)&record, sizeof record, record_offset))
    sys_link(temporary, path); // unless somebody else has made it meanwhile
  sys_unlink(temporary);
  sys_close(fd);
}

// Opens the pool for the shard, or makes it. Returns a descriptor, or a negative number.
static inline int pool_open(const struct fastcov_image *image, const struct fold *fold) {
  struct shard_header found;
  struct pool_record record;
  uint64_t record_offset = pool_record_offset(fold);
  char *pool = fold->path + SYS_PATH_MAX + NAME_LIMIT; // room for another path
  size_t path_size = own_length(fold->path);
  size_t size = pool_directory_size(fold->path);
  own_copy(pool, fold->path, size);
  size = own_append(pool, size, size + NAME_LIMIT, "pool-");
  size += put_hexadecimal(pool + size, fold->header->hash);
  own_append(pool, size, size + NAME_LIMIT, FASTCOV_SHARD_SUFFIX);
  if (!sys_may_write(record_offset + sizeof record))
    return -1;
  long fd = sys_open(pool, SYS_O_RDWR | SYS_O_NOFOLLOW, 0);
  if (fd == -SYS_ENOENT) {
    char *suffix = fold->path + path_size - sizeof FASTCOV_SHARD_SUFFIX + 1;
    own_copy(suffix, SUFFIX_WHILE_WRITTEN, sizeof SUFFIX_WHILE_WRITTEN);
    pool_make(fold, image->is_executable, fold->path, pool);
    own_copy(suffix, FASTCOV_SHARD_SUFFIX, sizeof FASTCOV_SHARD_SUFFIX);
    fd = sys_open(pool, SYS_O_RDWR | SYS_O_NOFOLLOW, 0);
  }
  if (fd < 0)
    return -1;
  int fits = sys_pread((int)fd, &found, sizeof found, 0) == sizeof found &&
             found.hash == fold->header->hash && found.header_size == fold->header_size &&
             found.flags_size == fold->flags_size &&
             sys_pread((int)fd, &record, sizeof record, record_offset) == sizeof record;
  if (fits)
    return (int)fd;
  sys_close((int)fd);
  return -1;
}

// Folds. The flags are mapped to another shard by now, or will be to the pool, if `at_end`.
static void fold_end(struct fold *fold, struct fastcov_image *image, int at_end) {
  if (fold->shard < 0)
    return;
  header_make_pool(fold->header);
  int pool = pool_open(image, fold);
  unsigned char *to = NULL;
  if (pool >= 0 && !at_end)
    to = sys_map(NULL, fold->flags_size, SYS_MAP_SHARED, pool, fold->header_size);
  else if (pool >= 0 && map_over_flags(image, pool))
    to = image->flags;
  if (to && !sys_lock(fold->shard, SYS_LOCK_EXCLUSIVE | SYS_LOCK_NO_WAIT) &&
      pool_add_flags(fold, to, fold->shard) && pool_lock(pool)) {
    pool_count(fold, pool);
    // Closing would not do, for the same reason as above.
    sys_lock(pool, SYS_LOCK_RELEASE);
  }
  if (to && !at_end)
    sys_unmap(to, fold->flags_size);
  if (pool >= 0)
    sys_close(pool);
  sys_close(fold->shard);
  sys_unmap(fold->header, fold->size);
}

// ---- Putting it together: one shard -------------------------------------------------------------

// Makes the shard's file. Returns a descriptor, or a negated error number.
static inline int shard_create(struct work *work, const struct fastcov_image *image,
                               const char *context, size_t size, int keep) {
  int error = header_build(work->header, image, context, size);
  if (error)
    return error;
  work->path = (char *)work->header + work->header->header_size; // few pages are touched
  if (!sys_may_write(work->header->header_size + image->flags_size))
    return -SYS_EFBIG;
  size_t path_size = own_absolute(work->path, SYS_PATH_MAX, image->directory);
  int fd = file_create(work->path, &path_size, work->header, image->entropy, SUFFIX_WHILE_WRITTEN);
  if (fd < 0)
    return fd;
  error = file_complete(fd, work->path, path_size, work->header, keep ? image->flags : work->zeros);
  if (!error)
    return fd;
  sys_close(fd);
  return error;
}

// Has the image keep `work`, which becomes another if it is on the stack.
static void work_keep(struct work *work, struct fastcov_image *image) {
  if (!work->size) {
    const struct work stacked = *work;
    if (work_open(work, image))
      return;
    own_copy(work->path, stacked.path, WORK_PATHS_SIZE / 2);
  }
  image->path = work->path;
  image->path_memory = work->header;
  image->path_memory_size = work->size;
}

// Lets the flags go to the shard in `fd`. Returns whether the image keeps `work`, for the path.
static inline int shard_enter(struct work *work, struct fastcov_image *image, int fd, int keep) {
  image->pid = work->header->pid;
  image->header_size = work->header->header_size;
  image->state = FASTCOV_STATE_MAPPED;
  if (image->can_map && map_over_flags(image, fd)) {
    if (!image->pool || sys_lock(fd, SYS_LOCK_SHARED | SYS_LOCK_NO_WAIT))
      return 0;
    work_keep(work, image);
    return 1;
  }
  if (image->can_map)
    write_state(fd, FASTCOV_STATE_OPEN);
  else if (!keep)
    clear(image->flags, image->flags_size);
  image->state = FASTCOV_STATE_OPEN;
  image->can_map = 0;
  // Best a mapping elsewhere: it outlives chroot, setuid and closed directories, and a child's is
  // shared with its parent.
  image->copy = sys_map(NULL, image->header_size + image->flags_size, SYS_MAP_SHARED, fd, 0);
  if (image->copy)
    return 0;
  work_keep(work, image);
  return 1;
}

// Says that this process has no shard: in the file that the user named, or by an empty file where
// the shard would have been, for which even a full disk has room. May fail, too.
static inline void loss_say(struct work *work, const struct fastcov_image *image, int error) {
  if (!image->error_file) {
    size_t size = own_absolute(work->path, SYS_PATH_MAX, image->directory);
    int fd = file_create(work->path, &size, work->header, image->entropy, FASTCOV_LOST_SUFFIX);
    if (fd >= 0)
      sys_close(fd);
    return;
  }
  const struct shard_header *header = work->header;
  const char *units_end = (const char *)(header + 1) + header->unit_count * FASTCOV_SHARD_UNIT_SIZE;
  char *line = work->path;
  size_t limit = WORK_PATHS_SIZE;
  size_t size = own_append(line, 0, limit, "process ");
  size += put_decimal(line + size, header->pid);
  size = own_append(line, size, limit, ", ");
  own_copy(line + size, units_end + header->host_size, header->image_size);
  size = own_append(line, size + header->image_size, limit, ": no shard: error ");
  size += put_decimal(line + size, (uint32_t)-error);
  line[size++] = '\n';
  int fd = (int)sys_open(image->error_file,
                         SYS_O_WRONLY | SYS_O_CREAT | SYS_O_APPEND | SYS_O_NONBLOCK, 0666);
  if (fd < 0)
    return;
  // Others append at the same time: some room for them, since past the limit there is a signal.
  long end = sys_call(SYS_LSEEK, fd, 0, SYS_SEEK_END, 0);
  if (sys_may_write((uint64_t)(end > 0 ? end : 0) + 64 * limit))
    sys_call(SYS_WRITE, fd, (long)line, (long)size, 0);
  sys_close(fd);
}

static int work_use(struct work *work, struct fastcov_image *image, const char *context,
                    size_t size, int keep) {
  int fd = shard_create(work, image, context, size, keep);
  int kept = 0;
  if (fd >= 0) {
    struct fold fold;
    fold_begin(&fold, image);
    leave(image);
    kept = shard_enter(work, image, fd, keep);
    sys_close(fd);
    fold_end(&fold, image, 0);
  } else if (!image->state && !image->error) {
    image->error = fd;
    loss_say(work, image, fd);
  }
  if (!kept)
    work_close(work);
  return fd < 0 ? fd : 0;
}

static __attribute__((noinline)) int open_on_stack(struct fastcov_image *image, const char *context,
                                                   size_t size) {
  uint64_t memory[(WORK_STACK_HEADER_SIZE + WORK_PATHS_SIZE) / sizeof(uint64_t)];
  struct work work = {0};
  work_divide(&work, memory, WORK_STACK_HEADER_SIZE);
  return work_use(&work, image, context, size, 1);
}

static int open_shard(struct fastcov_image *image, const char *context, size_t size, int keep) {
  if (image->is_starting && keep &&
      page_align(image, header_limit(image)) <= WORK_STACK_HEADER_SIZE)
    return open_on_stack(image, context, size);
  struct work work;
  int error = work_open(&work, image);
  return error ? error : work_use(&work, image, context, size, keep);
}

static int flush(struct fastcov_image *image) { return save(image, 0); }

static int reset(struct fastcov_image *image) {
  int error = 0;
  clear(image->flags, image->flags_size);
  if (image->copy)
    clear(image->copy + image->header_size, image->flags_size);
  else if (image->path && image->state == FASTCOV_STATE_OPEN) {
    int fd = open_for_writing(image);
    if (fd < 0)
      return fd;
    error = write_all(fd, image->flags, image->flags_size, image->header_size);
    sys_close(fd);
  }
  return error;
}

static inline void image_describe(struct fastcov_image *image, const struct process *process) {
  image->version = FASTCOV_IMAGE_VERSION;
  image->open_shard = open_shard;
  image->flush = flush;
  image->reset = reset;
  image->directory = process->directory ? process->directory : image->default_directory;
  image->page_size = process->page_size;
  image->entropy = process->entropy;
  image->executable = process->executable;
  image->is_named = (uint8_t)process->is_named;
  image->is_executable = (uint8_t)own_is_executable(image->elf_header, process);
  image->can_map = (uint8_t)flags_own_their_pages(image);
  image->pool = process->pool && process->pool[0] == '1' && !process->pool[1];
  image->error_file = process->error_file;
}

static inline void begin(struct fastcov_image *image, char **environment) {
  // A linker may list the constructor once per object.
  if (image->version || unit_count(image) == 0 || image->flags_size == 0)
    return;
  struct process process;
  process_read(&process, environment, image->argument_count);
  image_describe(image, &process);
  const char *context = process.context ? process.context : "";
  size_t size = own_length(context);
  if (size > FASTCOV_CONTEXT_MAX)
    size = FASTCOV_CONTEXT_MAX;
  // A pool's shard keeps the memory that it was made in: see fold_begin.
  image->is_starting = image->is_executable && !image->pool;
  if (!image->attach || !image->attach(image, context, size))
    open_shard(image, context, size, 1);
  image->is_starting = 0;
  image->error_file = NULL;
  process_free(&process);
}

static inline void end(struct fastcov_image *image) {
  if (!image->version)
    return;
  if (image->detach)
    image->detach(image);
  struct fold fold;
  fold_begin(&fold, image);
  fold_end(&fold, image, 1);
  leave(image);
  image->version = 0;
}

__attribute__((section(".text.entry"))) void __fastcov_runtime(struct fastcov_image *image,
                                                               enum fastcov_operation operation,
                                                               char **environment) {
  if (operation == FASTCOV_BEGIN)
    begin(image, environment);
  else
    end(image);
}
