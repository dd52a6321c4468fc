// See thin_archive.h. After the magic come headers of 60 bytes, each an `ar` entry: 16 bytes of
// name, then numbers as decimal text, of which the size at offset 48 matters here. Only the symbol
// table
// ("/", "/SYM64/") and the table of long names ("//") have their content behind their header. A
// member's name is "name/", or "/123" for the text at 123 in the table of long names, up to "/\n".
#include "thin_archive.h"
#include "xmalloc.h"
#include <stdlib.h>
#include <string.h>

#define THIN_MAGIC "!<thin>\n"
#define THIN_MAGIC_SIZE 8
#define NAME_SIZE 16
#define SIZE_OFFSET 48
#define SIZE_SIZE 10
#define HEADER_SIZE 60

bool thin_archive_is(struct bytes file) {
  return file.size >= THIN_MAGIC_SIZE && !memcmp(file.data, THIN_MAGIC, THIN_MAGIC_SIZE);
}

// Decimal text of at most `size` bytes; what follows the digits is ignored.
static uint64_t decimal_read(const unsigned char *text, size_t size) {
  uint64_t value = 0;
  for (size_t i = 0; i < size && text[i] >= '0' && text[i] <= '9'; i++)
    value = value * 10 + (uint64_t)(text[i] - '0');
  return value;
}

// The part of `text` before `end`; empty if that is not in it.
static struct bytes name_until(struct bytes text, const char *end) {
  const unsigned char *found = memmem(text.data, text.size, end, strlen(end));
  return (struct bytes){text.data, found ? (size_t)(found - text.data) : 0};
}

static struct bytes member_name(const unsigned char *header, struct bytes long_names) {
  if (header[0] != '/')
    return name_until((struct bytes){header, NAME_SIZE}, "/");
  uint64_t offset = decimal_read(header + 1, NAME_SIZE - 1);
  if (offset >= long_names.size)
    return (struct bytes){NULL, 0};
  return name_until((struct bytes){long_names.data + offset, long_names.size - offset}, "/\n");
}

static char *member_path(const char *archive, struct bytes name) {
  const char *slash = strrchr(archive, '/');
  int directory_size = slash && name.data[0] != '/' ? (int)(slash - archive) + 1 : 0;
  return xasprintf("%.*s%.*s", directory_size, archive, (int)name.size, (const char *)name.data);
}

// True of the entries whose content follows them.
static bool table_is(const unsigned char *header) {
  return !memcmp(header, "/ ", 2) || !memcmp(header, "//", 2) || !memcmp(header, "/SYM64/", 7);
}

enum fault_kind thin_archive_read(struct bytes file, const char *path, struct file_list *members,
                                  struct fault *fault) {
  struct cursor in = cursor_over(file.data, file.size);
  struct bytes long_names = {NULL, 0};
  get_bytes(&in, THIN_MAGIC_SIZE);
  while (!in.failed && cursor_left(&in) >= HEADER_SIZE) {
    const unsigned char *header = get_bytes(&in, HEADER_SIZE).data;
    if (table_is(header)) {
      uint64_t size = decimal_read(header + SIZE_OFFSET, SIZE_SIZE);
      struct bytes table = get_bytes(&in, size);
      get_bytes(&in, size & 1 && cursor_left(&in)); // padding to an even offset
      if (header[1] == '/')
        long_names = table;
      continue;
    }
    struct bytes name = member_name(header, long_names);
    if (!name.size)
      return fault_set(fault, FAULT_DAMAGED, "thin archive: no name for the member at offset %zu",
                       cursor_offset(&in) - HEADER_SIZE);
    file_list_add(members, member_path(path, name));
  }
  if (in.failed || cursor_left(&in))
    return fault_set(fault, FAULT_DAMAGED, "thin archive: truncated at %zu bytes", file.size);
  return FAULT_NONE;
}
