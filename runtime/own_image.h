// Who we are: the path and the build-id of the image that this copy of the start-up code is linked
// into. Part of shard.c: no libc, no heap.
//
// The linker puts __ehdr_start on the image's own ELF header where that is loaded (always, but for
// hand-made linker scripts). Everything else follows from it: the program headers, by which the
// main program is told from a shared object, and the note that holds the build-id.
#ifndef FASTCOV_OWN_IMAGE_H
#define FASTCOV_OWN_IMAGE_H

#include "process.h"

// The longest build-id that is recorded. Linkers make 8 to 20 bytes; --build-id=0x… any number.
#define OWN_BUILD_ID_MAX 64

struct elf_header {
  unsigned char identification[16];
  uint16_t type, machine;
  uint32_t version;
  uintptr_t entry, program_headers, section_headers;
  uint32_t flags;
  uint16_t size, program_header_size, program_header_count;
};

struct elf_program_header {
  uint32_t type;
#if UINTPTR_MAX > UINT32_MAX
  uint32_t flags;
#endif
  uintptr_t offset, address, physical_address, file_size, memory_size;
#if UINTPTR_MAX == UINT32_MAX
  uint32_t flags;
#endif
  uintptr_t align;
};

struct elf_note {
  uint32_t name_size, size, type;
};

#define ELF_SEGMENT_LOAD 1
#define ELF_SEGMENT_INTERPRETER 3
#define ELF_SEGMENT_NOTE 4
#define ELF_NOTE_BUILD_ID 3
#define ELF_NOTE_GNU 0x554e47 // "GNU", little-endian: with the terminator the whole name

static void own_copy(void *to, const void *from, size_t size) {
  for (size_t i = 0; i < size; i++)
    ((unsigned char *)to)[i] = ((const unsigned char *)from)[i];
}

static inline size_t own_length(const char *text) {
  size_t length = 0;
  while (text[length])
    length++;
  return length;
}

// Appends the text `from` to the one of `length` bytes at `to`, terminated, cut at `limit` bytes
// with the terminator. Returns the new length.
static size_t own_append(char *to, size_t length, size_t limit, const char *from) {
  while (*from && length + 1 < limit)
    to[length++] = *from++;
  to[length] = 0;
  return length;
}

// Writes `path` to `to`, absolute if the current directory can be found. Returns its length.
static size_t own_absolute(char *to, size_t limit, const char *path) {
  size_t length = 0;
  // The result counts the terminator. It begins with "(unreachable)" outside of a chroot.
  if (*path != '/' && sys_getcwd(to, limit) > 0 && *to == '/')
    length = own_append(to, own_length(to), limit, to[1] ? "/" : "");
  return own_append(to, length, limit, path);
}

static inline const struct elf_program_header *own_segments(const struct elf_header *header) {
  return (const struct elf_program_header *)((const char *)header + header->program_headers);
}

// Whether the image with this header (or NULL) is the file that the kernel was told to execute. A
// program that was given to its interpreter as an argument (`ld.so PROGRAM`) is not, though ld.so
// then says in the auxiliary vector that it is: it wants an interpreter, and the kernel loaded
// none.
static inline int own_is_executable(const void *elf_header, const struct process *process) {
  const struct elf_header *header = elf_header;
  if (!header || process->program_headers != (uintptr_t)own_segments(header))
    return 0;
  for (int i = 0; i < header->program_header_count; i++)
    if (own_segments(header)[i].type == ELF_SEGMENT_INTERPRETER && !process->interpreter)
      return 0;
  return 1;
}

// Looks for the build-id in `size` bytes of notes. Writes it to `to` (OWN_BUILD_ID_MAX bytes),
// returns its length, or 0.
static inline size_t own_note_build_id(unsigned char *to, const unsigned char *at, uint64_t size,
                                       uint64_t align) {
  while (size >= sizeof(struct elf_note) + 4) {
    const struct elf_note *note = (const struct elf_note *)at;
    uint64_t name_end = sizeof *note + (((uint64_t)note->name_size + 3) & ~(uint64_t)3);
    uint64_t start = (name_end + align - 1) & ~(align - 1);
    uint64_t end = (start + note->size + align - 1) & ~(align - 1);
    if (start + note->size > size)
      return 0;
    if (note->type == ELF_NOTE_BUILD_ID && note->name_size == 4 &&
        *(const uint32_t *)(note + 1) == ELF_NOTE_GNU && note->size <= OWN_BUILD_ID_MAX) {
      own_copy(to, at + start, note->size);
      return note->size;
    }
    if (end > size)
      return 0;
    at += end;
    size -= end;
  }
  return 0;
}

// As own_note_build_id, for the whole image with this header (or NULL).
static inline size_t own_build_id(unsigned char *to, const void *elf_header) {
  const struct elf_header *header = elf_header;
  if (!header)
    return 0;
  const struct elf_program_header *segments = own_segments(header);
  uintptr_t bias = (uintptr_t)header;
  size_t size = 0;
  for (int i = 0; i < header->program_header_count; i++)
    if (segments[i].type == ELF_SEGMENT_LOAD && segments[i].offset == 0)
      bias = (uintptr_t)header - segments[i].address;
  for (int i = 0; i < header->program_header_count && !size; i++)
    if (segments[i].type == ELF_SEGMENT_NOTE)
      size = own_note_build_id(to, (const unsigned char *)(bias + segments[i].address),
                               segments[i].memory_size, segments[i].align == 8 ? 8 : 4);
  return size;
}

// Reads lines "start-end permissions offset device inode  path", one byte at a time: a line may be
// longer than any buffer, and only the path is kept.
struct own_maps_line {
  uintptr_t bounds[2];
  int field; // 0 start, 1 end, 2 all the rest
  size_t length;
};

// Takes one byte. Returns whether it ended a line whose mapping holds `address` and has a path,
// which is then in `to`.
static inline int own_maps_take(struct own_maps_line *line, char byte, uintptr_t address,
                                char *to) {
  int holds = line->bounds[0] <= address && address < line->bounds[1];
  if (byte == '\n') {
    if (holds && line->length)
      return 1;
    line->bounds[0] = line->bounds[1] = 0;
    line->field = 0;
    line->length = 0;
  } else if (line->length || byte == '/') { // no field before the path has a slash
    if (holds && line->length < SYS_PATH_MAX)
      to[line->length++] = byte;
  } else if (line->field < 2) {
    if (byte == '-' || byte == ' ')
      line->field++;
    else
      line->bounds[line->field] =
          line->bounds[line->field] * 16 + (uintptr_t)(byte <= '9' ? byte - '0' : byte - 'a' + 10);
  }
  return 0;
}

// The path of the file that is mapped at `address`, without terminator, in `to` (SYS_PATH_MAX
// bytes). Returns its length, or 0.
static inline size_t own_mapped_path(char *to, uintptr_t address) {
  char buffer[512];
  struct own_maps_line line = {{0, 0}, 0, 0};
  int found = 0;
  int fd = (int)sys_open("/proc/self/maps", SYS_O_RDONLY, 0);
  if (fd < 0)
    return 0;
  for (long count = 1; count > 0 && !found;) {
    count = sys_read(fd, buffer, sizeof buffer);
    for (long i = 0; i < count && !found; i++)
      found = own_maps_take(&line, buffer[i], address, to);
  }
  sys_close(fd);
  return found ? line.length : 0;
}

// Whether `name` has no components "", "." and "..", and does not lead through /proc, where what is
// no symbolic link may still stand for another file.
static inline int own_is_plain(const char *name) {
  static const char proc[] = "/proc/";
  size_t same = 0;
  while (proc[same] && name[same] == proc[same])
    same++;
  if (!proc[same])
    return 0;
  for (const char *at = name + (*name == '/');; at++) {
    if (*at == '/' || !*at || (*at == '.' && (at[1] == '/' || at[1] == '.' || !at[1])))
      return 0;
    while (*at && *at != '/')
      at++;
    if (!*at)
      return 1;
  }
}

// The path that follows from the name given to exec: if that is no symbolic link, and as good as
// what /proc/self/exe says. (Links to directories on the way to it stay.) Returns the length, or 0.
static inline size_t own_named_path(char *to, const char *name) {
  char byte;
  while (name[0] == '.' && name[1] == '/')
    name += 2;
  if (!own_is_plain(name) || sys_readlink(name, &byte, 1) != -SYS_EINVAL)
    return 0;
  size_t length = own_absolute(to, SYS_PATH_MAX, name);
  return *to == '/' && length < SYS_PATH_MAX - 1 ? length : 0;
}

// The image's absolute path, without terminator, in `to` (SYS_PATH_MAX bytes). `executable` is the
// name given to exec, or NULL, and of this program if `is_named`; `address` is in the image.
// Returns the length, 0 if it cannot be known: without /proc, that is the case for shared objects.
static inline size_t own_path(char *to, int is_executable, const char *executable, int is_named,
                              uintptr_t address) {
  if (!is_executable)
    return own_mapped_path(to, address);
  // Asking /proc costs a quarter of all that start-up does.
  size_t named = is_named ? own_named_path(to, executable) : 0;
  if (named)
    return named;
  long length = sys_readlink("/proc/self/exe", to, SYS_PATH_MAX);
  if (length > 0)
    return (size_t)length;
  return executable ? own_absolute(to, SYS_PATH_MAX, executable) : 0;
}

#endif
