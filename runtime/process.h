// What the start-up code needs to know of the process it finds itself in: facts from the kernel's
// auxiliary vector and four environment variables. Part of shard.c: no libc, no heap.
//
// The kernel puts argc, argv, environment and auxiliary vector on the new stack one after the
// other. Where that is out of reach (see start.c), /proc has both vectors.
//
// A process with raised privileges (setuid, file capabilities: AT_SECURE) must not take a directory
// to write to from its environment; nor does one for which we cannot tell.
#ifndef FASTCOV_PROCESS_H
#define FASTCOV_PROCESS_H

#include "fastcov_hash.h"
#include "syscalls.h"

// Of /proc/self/environ, this many bytes are searched. Linux allows a quarter of the stack's limit
// for arguments and environment together: 2 MiB unless somebody raised it.
#define PROCESS_ENVIRONMENT_SIZE (2u << 20)
// Entries of the auxiliary vector that are looked at. Linux has about 22.
#define PROCESS_AUXILIARY_MAX 64

struct process {
  uintptr_t program_headers; // of the main program; 0 if unknown
  uintptr_t interpreter;     // where the kernel loaded one; 0 if it did not
  uint32_t page_size;        // a safe guess if unknown
  uint32_t entropy;          // random; 0 if unknown
  const char *executable;    // the name given to exec; NULL if unknown
  int is_named;              // and that is the program's, not a script's
  int trusted;               // whether the environment may be believed
  const char *directory;     // FASTCOV_DIR; NULL if unset, empty or not to be believed
  const char *context;       // FASTCOV_CONTEXT; likewise
  const char *error_file;    // FASTCOV_ERROR_FILE; likewise
  const char *pool;          // FASTCOV_POOL; likewise
  char *environment;         // memory that these four may point into; or NULL
};

struct auxiliary_entry {
  unsigned long type; // 0 ends the vector
  unsigned long value;
};

static inline void process_take_fact(struct process *process, const struct auxiliary_entry *entry) {
  switch (entry->type) {
  case 3: // AT_PHDR
    process->program_headers = entry->value;
    break;
  case 6: // AT_PAGESZ
    process->page_size = (uint32_t)entry->value;
    break;
  case 7: // AT_BASE
    process->interpreter = entry->value;
    break;
  case 23: // AT_SECURE
    process->trusted = entry->value == 0;
    break;
  case 25: // AT_RANDOM
    // These 16 bytes are also libc's stack guard and pointer guard, and the entropy shows in file
    // names: so 32 bits of a hash of all, which tell next to nothing of either.
    process->entropy = (uint32_t)fastcov_hash64((const void *)entry->value, 16, 0);
    break;
  case 31: // AT_EXECFN
    process->executable = (const char *)entry->value;
    break;
  }
}

static void process_read_facts(struct process *process, const struct auxiliary_entry *entry,
                               int count) {
  for (; count > 0 && entry->type; count--, entry++)
    process_take_fact(process, entry);
}

// What follows `prefix` in `text`, or NULL if that begins otherwise.
static const char *process_after(const char *text, const char *prefix) {
  while (*prefix && *text == *prefix)
    text++, prefix++;
  return *prefix ? NULL : text;
}

static void process_take_variable(struct process *process, const char *entry) {
  static const char names[][12] = {"DIR=", "CONTEXT=", "ERROR_FILE=", "POOL="};
  const char **values[] = {&process->directory, &process->context, &process->error_file,
                           &process->pool};
  const char *name = process_after(entry, "FASTCOV_");
  for (int i = 0; name && i < 4; i++) {
    const char *value = process_after(name, names[i]);
    if (value && *value)
      *values[i] = value;
  }
}

static inline void process_read_auxiliary_file(struct process *process) {
  struct auxiliary_entry entries[PROCESS_AUXILIARY_MAX];
  int fd = (int)sys_open("/proc/self/auxv", SYS_O_RDONLY, 0);
  if (fd < 0)
    return;
  long size = sys_read(fd, entries, sizeof entries);
  sys_close(fd);
  if (size > 0)
    process_read_facts(process, entries, (int)((size_t)size / sizeof entries[0]));
}

// Reads all of `fd` that fits into `to`. Returns the number of bytes.
static inline size_t process_read_file(int fd, char *to, size_t size) {
  size_t have = 0;
  while (have < size) {
    long count = sys_read(fd, to + have, size - have);
    if (count <= 0)
      break;
    have += (size_t)count;
  }
  return have;
}

static inline void process_read_environment_file(struct process *process) {
  int fd = (int)sys_open("/proc/self/environ", SYS_O_RDONLY, 0);
  if (fd < 0)
    return;
  process->environment = sys_map_anonymous(PROCESS_ENVIRONMENT_SIZE);
  if (process->environment) {
    // The last byte stays 0 and ends the last entry whatever was read.
    size_t size = process_read_file(fd, process->environment, PROCESS_ENVIRONMENT_SIZE - 1);
    int fresh = 1; // the next byte begins an entry
    for (size_t i = 0; i < size; i++) {
      if (fresh)
        process_take_variable(process, process->environment + i);
      fresh = !process->environment[i];
    }
  }
  sys_close(fd);
}

// Whether the name given to exec is that of the program that the kernel loaded. Of a script, it is
// the script's, which the interpreter also gets as an argument; so with binfmt_misc.
static inline int process_is_named(const struct process *process, char **arguments, int count) {
  for (int i = 1; i < count; i++) {
    const char *end = arguments[i] ? process_after(arguments[i], process->executable) : NULL;
    if (end && !*end)
      return 0;
  }
  return 1;
}

// Learns what there is to learn. `environment` is the stack's, which follows `argument_count`
// arguments and is followed by the auxiliary vector, or NULL. process_free must follow, once the
// strings are no longer needed.
static inline void process_read(struct process *process, char **environment, int argument_count) {
  process->program_headers = 0;
  process->interpreter = 0;
  process->page_size = SYS_LARGEST_PAGE;
  process->entropy = 0;
  process->executable = NULL;
  process->is_named = 0;
  process->trusted = 0;
  process->directory = NULL;
  process->context = NULL;
  process->error_file = NULL;
  process->pool = NULL;
  process->environment = NULL;
  if (environment) {
    char **end = environment;
    while (*end)
      end++;
    process_read_facts(process, (struct auxiliary_entry *)(end + 1), PROCESS_AUXILIARY_MAX);
  }
  // unsetenv closes gaps in place and so leaves a second NULL, which reads as an empty vector.
  if (!process->program_headers)
    process_read_auxiliary_file(process);
  if (!process->trusted)
    return;
  if (environment && process->executable)
    process->is_named = process_is_named(process, environment - 1 - argument_count, argument_count);
  if (!environment)
    process_read_environment_file(process);
  else
    for (; *environment; environment++)
      process_take_variable(process, *environment);
}

static inline void process_free(struct process *process) {
  if (process->environment)
    sys_unmap(process->environment, PROCESS_ENVIRONMENT_SIZE);
}

#endif
