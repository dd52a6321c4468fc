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
#include "syscalls.h"

struct unit_record {
  unsigned char id[FASTCOV_UNIT_ID_SIZE];
  int64_t distance; // from this field to the first flag
  uint32_t flag_count;
  uint32_t zero;
};
_Static_assert(sizeof(struct unit_record) == FASTCOV_UNIT_RECORD_SIZE, "as in the format");

static uint64_t page_align(const struct fastcov_image *image, uint64_t size) {
  return (size + image->page_size - 1) & -(uint64_t)image->page_size;
}

// How many units the image has.
static size_t unit_count(const struct fastcov_image *image) {
  return (size_t)(image->units_end - image->units) / sizeof(struct unit_record);
}

// Bytes from the flags' start to the tail: whole pages if all is well.
static size_t pages_size(const struct fastcov_image *image) {
  return (size_t)(image->tail - image->flags);
}

// ---- The shard header --------------------------------------------------------------------------

struct shard_header {
  char magic[8];
  uint32_t version, state;
  uint64_t hash, header_size, flags_size, start_time;
  uint32_t pid, page_size, unit_count;
  uint32_t host_size, image_size, build_id_size, context_size, process;
};
#define AT_OFFSET(field, offset)                                                                   \
  _Static_assert(offsetof(struct shard_header, field) == (offset), "as in the format")
AT_OFFSET(version, FASTCOV_SHARD_OFF_VERSION);
AT_OFFSET(state, FASTCOV_SHARD_OFF_STATE);
AT_OFFSET(hash, FASTCOV_SHARD_OFF_HASH);
AT_OFFSET(header_size, FASTCOV_SHARD_OFF_HEADER_SIZE);
AT_OFFSET(flags_size, FASTCOV_SHARD_OFF_FLAGS_SIZE);
AT_OFFSET(start_time, FASTCOV_SHARD_OFF_START_TIME);
AT_OFFSET(pid, FASTCOV_SHARD_OFF_PID);
AT_OFFSET(page_size, FASTCOV_SHARD_OFF_PAGE_SIZE);
AT_OFFSET(unit_count, FASTCOV_SHARD_OFF_UNIT_COUNT);
AT_OFFSET(host_size, FASTCOV_SHARD_OFF_HOST);
AT_OFFSET(image_size, FASTCOV_SHARD_OFF_IMAGE);
AT_OFFSET(build_id_size, FASTCOV_SHARD_OFF_BUILD_ID);
AT_OFFSET(context_size, FASTCOV_SHARD_OFF_CONTEXT);
AT_OFFSET(process, FASTCOV_SHARD_OFF_PROCESS);
_Static_assert(sizeof(struct shard_header) == FASTCOV_SHARD_FIXED_SIZE, "as in the format");
_Static_assert(__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__, "the header is written as it lies");

struct shard_unit {
  unsigned char id[FASTCOV_UNIT_ID_SIZE];
  uint64_t flags_offset;
  uint32_t flag_count;
  uint32_t zero;
};
_Static_assert(sizeof(struct shard_unit) == FASTCOV_SHARD_UNIT_SIZE, "as in the format");

// Fills the table. Returns 0 if a unit's flags are not in the section: then nothing is where we
// think it is, and no shard is better than a wrong one.
static inline int header_put_units(struct shard_unit *to, const struct fastcov_image *image) {
  const struct unit_record *unit = (const struct unit_record *)image->units;
  for (size_t i = unit_count(image); i > 0; i--, unit++, to++) {
    own_copy(to->id, unit->id, sizeof to->id);
    to->flags_offset =
        (uintptr_t)&unit->distance + (uint64_t)unit->distance - (uintptr_t)image->flags;
    to->flag_count = unit->flag_count;
    if (to->flags_offset > image->flags_size ||
        to->flag_count > image->flags_size - to->flags_offset)
      return 0;
  }
  return 1;
}

// An upper bound of the header's size, before rounding up to pages.
static inline size_t header_limit(const struct fastcov_image *image) {
  return sizeof(struct shard_header) + unit_count(image) * sizeof(struct shard_unit) +
         SYS_UTSNAME_FIELD + SYS_PATH_MAX + OWN_BUILD_ID_MAX + FASTCOV_CONTEXT_MAX;
}

static inline size_t header_put_host(unsigned char *to) {
  char names[6][SYS_UTSNAME_FIELD]; // struct utsname; the second is the node's name
  if (sys_call(SYS_UNAME, (long)names, 0, 0, 0) != 0)
    return 0;
  size_t size = own_length(names[1]);
  own_copy(to, names[1], size);
  return size;
}

// Builds the header in zeroed memory of at least header_limit bytes, rounded up to pages. Returns
// 0, or a negated error number.
static inline int header_build(struct shard_header *header, const struct fastcov_image *image,
                               const char *context, size_t context_size) {
  struct shard_unit *units = (struct shard_unit *)(header + 1);
  unsigned char *at = (unsigned char *)(units + unit_count(image));
  if (!header_put_units(units, image))
    return -SYS_EIO;
  own_copy(header->magic, FASTCOV_SHARD_MAGIC, sizeof header->magic);
  header->version = FASTCOV_SHARD_VERSION;
  header->state = image->can_map ? FASTCOV_STATE_MAPPED : FASTCOV_STATE_OPEN;
  header->flags_size = image->flags_size;
  header->start_time = sys_time();
  header->pid = sys_getpid();
  header->page_size = image->page_size;
  header->unit_count = (uint32_t)unit_count(image);
  header->process = image->entropy;
  at += header->host_size = (uint32_t)header_put_host(at);
  at += header->image_size = (uint32_t)own_path((char *)at, image->is_executable, image->executable,
                                                (uintptr_t)image->units);
  at += header->build_id_size = (uint32_t)own_build_id(at, image->elf_header);
  own_copy(at, context, context_size);
  at += header->context_size = (uint32_t)context_size;
  header->header_size = page_align(image, (uintptr_t)at - (uintptr_t)header);
  header->hash = fastcov_hash64((unsigned char *)header + FASTCOV_SHARD_OFF_HEADER_SIZE,
                                header->header_size - FASTCOV_SHARD_OFF_HEADER_SIZE, 0);
  return 0;
}

// ---- The shard's file --------------------------------------------------------------------------

// "/", pid, "-", 16 digits, ".fcs", terminator.
#define NAME_LIMIT 40
#define SUFFIX_WHILE_WRITTEN ".tmp"

static size_t put_number(char *to, uint64_t value, unsigned base, int least_digits) {
  char digits[20];
  int count = 0;
  for (; value || count < least_digits; value /= base)
    digits[count++] = "0123456789abcdef"[value % base];
  for (int i = 0; i < count; i++)
    to[i] = digits[count - 1 - i];
  return (size_t)count;
}

// Writes "DIRECTORY/PID-UNIQUE" without suffix. Returns its length.
static inline size_t path_put(char *to, size_t directory_size, uint32_t pid, uint64_t unique) {
  size_t size = directory_size;
  to[size++] = '/';
  size += put_number(to + size, pid, 10, 1);
  to[size++] = '-';
  return size + put_number(to + size, unique, 16, 16);
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

// Fills the file and gives it its final name, which it leaves in `path`. `old_path` has room for a
// copy of the name. Returns 0, or a negated error number: then the file is gone.
static inline int file_complete(int fd, char *path, size_t size, char *old_path,
                                const struct shard_header *header, const unsigned char *flags) {
  int error = write_all(fd, (const unsigned char *)header, header->header_size, 0);
  if (!error)
    error = write_all(fd, flags, header->flags_size, header->header_size);
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

static void clear(unsigned char *flags, size_t size) {
  for (size_t i = 0; i < size; i++)
    flags[i] = FASTCOV_FLAG_CLEAR;
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
  for (const unsigned char *at = image->flags + image->flags_size; gap > 0; gap--)
    if (*at++)
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

// Working memory of one open_shard, from one anonymous mapping: cheaper than it looks (two calls;
// only pages that are touched exist), has no limit on units, and asks little of a small stack.
struct work {
  size_t size;
  struct shard_header *header;
  char *path; // SYS_PATH_MAX + NAME_LIMIT bytes each
  char *old_path;
  const unsigned char *zeros; // flags_size bytes
};

static inline int work_open(struct work *work, const struct fastcov_image *image) {
  size_t header_size = page_align(image, header_limit(image));
  size_t path_size = SYS_PATH_MAX + NAME_LIMIT;
  work->size = header_size + 2 * path_size + image->flags_size;
  char *at = sys_map_anonymous(work->size);
  if (!at)
    return -SYS_ENOMEM;
  work->header = (struct shard_header *)at;
  work->path = at + header_size;
  work->old_path = work->path + path_size;
  work->zeros = (unsigned char *)work->old_path + path_size;
  return 0;
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
  char *pool = fold->path + SYS_PATH_MAX + NAME_LIMIT; // the work's old_path
  size_t path_size = own_length(fold->path);
  size_t size = pool_directory_size(fold->path);
  own_copy(pool, fold->path, size);
  size = own_append(pool, size, size + NAME_LIMIT, "pool-");
  size += put_number(pool + size, fold->header->hash, 16, 16);
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
  if (!sys_may_write(work->header->header_size + image->flags_size))
    return -SYS_EFBIG;
  size_t path_size = own_absolute(work->path, SYS_PATH_MAX, image->directory);
  int fd = file_create(work->path, &path_size, work->header, image->entropy, SUFFIX_WHILE_WRITTEN);
  if (fd < 0)
    return fd;
  error = file_complete(fd, work->path, path_size, work->old_path, work->header,
                        keep ? image->flags : work->zeros);
  if (!error)
    return fd;
  sys_close(fd);
  return error;
}

static void work_keep(struct work *work, struct fastcov_image *image) {
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
  size_t limit = 2 * (SYS_PATH_MAX + NAME_LIMIT);
  size_t size = own_append(line, 0, limit, "process ");
  size += put_number(line + size, header->pid, 10, 1);
  size = own_append(line, size, limit, ", ");
  own_copy(line + size, units_end + header->host_size, header->image_size);
  size = own_append(line, size + header->image_size, limit, ": no shard: error ");
  size += put_number(line + size, (uint64_t)-error, 10, 1);
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

static int open_shard(struct fastcov_image *image, const char *context, size_t size, int keep) {
  struct work work;
  int error = work_open(&work, image);
  if (error)
    return error;
  int fd = shard_create(&work, image, context, size, keep);
  int kept = 0;
  if (fd >= 0) {
    struct fold fold;
    fold_begin(&fold, image);
    leave(image);
    kept = shard_enter(&work, image, fd, keep);
    sys_close(fd);
    fold_end(&fold, image, 0);
  } else if (!image->state && !image->error) {
    image->error = fd;
    loss_say(&work, image, fd);
  }
  if (!kept)
    sys_unmap(work.header, work.size);
  return fd < 0 ? fd : 0;
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
  process_read(&process, environment);
  image_describe(image, &process);
  const char *context = process.context ? process.context : "";
  size_t size = own_length(context);
  if (size > FASTCOV_CONTEXT_MAX)
    size = FASTCOV_CONTEXT_MAX;
  if (!image->attach || !image->attach(image, context, size))
    open_shard(image, context, size, 1);
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
