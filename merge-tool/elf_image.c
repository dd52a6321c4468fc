// See elf_image.h. libelf does the reading; files are read, not mapped, because a file that a build
// replaces while we look at it must not kill us.
#include "elf_image.h"
#include "fastcov_format.h"
#include "xmalloc.h"
#include <ar.h>
#include <errno.h>
#include <fcntl.h>
#include <gelf.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct image {
  Elf *elf;
  bool linked, dwarf;
  struct bytes build_id;
  struct bytes *maps;
  size_t map_count, map_capacity;
};

bool image_file_is(const char *path) {
  char magic[SARMAG] = {0};
  int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
  if (fd < 0)
    return false;
  ssize_t size = read(fd, magic, sizeof magic);
  close(fd);
  return size == SARMAG && (!memcmp(magic, ELFMAG, SELFMAG) || !memcmp(magic, ARMAG, SARMAG) ||
                            !memcmp(magic, "!<thin>\n", SARMAG));
}

struct bytes image_build_id(const struct image *image) {
  return image->build_id;
}
bool image_linked(const struct image *image) { return image->linked; }
size_t image_map_count(const struct image *image) { return image->map_count; }
struct bytes image_map(const struct image *image, size_t number) {
  return image->maps[number];
}
bool image_has_dwarf(const struct image *image) { return image->dwarf; }

static struct bytes section_bytes(Elf_Scn *section) {
  Elf_Data *data = elf_rawdata(section, NULL);
  if (!data || !data->d_buf)
    return (struct bytes){NULL, 0};
  return (struct bytes){data->d_buf, data->d_size};
}

// The descriptor of the note that ld calls the build-id.
static void build_id_take(struct image *image, Elf_Scn *section) {
  Elf_Data *data = elf_getdata(section, NULL);
  GElf_Nhdr note;
  size_t name, descriptor, offset = 0;
  while (data && (offset = gelf_getnote(data, offset, &note, &name, &descriptor)) > 0) {
    const unsigned char *bytes = data->d_buf;
    if (note.n_type == NT_GNU_BUILD_ID && note.n_namesz == 4 && !memcmp(bytes + name, "GNU", 4))
      image->build_id = (struct bytes){bytes + descriptor, note.n_descsz};
  }
}

static void section_take(struct image *image, Elf_Scn *section, const GElf_Shdr *header,
                         const char *name) {
  if (header->sh_type == SHT_NOTE)
    build_id_take(image, section);
  if (header->sh_type == SHT_NOBITS)
    return; // as in a separate debug file: the header without the content
  if (!strcmp(name, ".debug_info") || !strcmp(name, ".zdebug_info"))
    image->dwarf = true;
  if (strcmp(name, FASTCOV_SECTION_MAP))
    return;
  image->maps = xgrow(image->maps, image->map_count, &image->map_capacity, sizeof *image->maps);
  image->maps[image->map_count++] = section_bytes(section);
}

static void sections_take(struct image *image) {
  size_t names;
  if (elf_getshdrstrndx(image->elf, &names))
    return;
  Elf_Scn *section = NULL;
  while ((section = elf_nextscn(image->elf, section))) {
    GElf_Shdr header;
    const char *name = NULL;
    if (gelf_getshdr(section, &header))
      name = elf_strptr(image->elf, names, header.sh_name);
    if (name)
      section_take(image, section, &header, name);
  }
}

static void elf_visit(Elf *elf, image_visitor *visit, void *context) {
  struct image image = {.elf = elf};
  GElf_Ehdr header;
  if (!gelf_getehdr(elf, &header))
    return;
  image.linked = header.e_type == ET_EXEC || header.e_type == ET_DYN;
  sections_take(&image);
  visit(context, &image);
  free(image.maps);
}

// Members that are not ELF files (bitcode, text) are passed over.
static void archive_visit(int fd, Elf *archive, image_visitor *visit, void *context) {
  Elf *member;
  for (Elf_Cmd command = ELF_C_READ; (member = elf_begin(fd, command, archive));) {
    if (elf_kind(member) == ELF_K_ELF)
      elf_visit(member, visit, context);
    command = elf_next(member);
    elf_end(member);
  }
}

static enum fault_kind fd_visit(int fd, image_visitor *visit, void *context, struct fault *fault) {
  Elf *elf = elf_begin(fd, ELF_C_READ, NULL);
  if (!elf)
    return fault_set(fault, FAULT_DAMAGED, "libelf: %s", elf_errmsg(-1));
  switch (elf_kind(elf)) {
  case ELF_K_ELF:
    elf_visit(elf, visit, context);
    break;
  case ELF_K_AR:
    archive_visit(fd, elf, visit, context);
    break;
  default:
    fault_set(fault, FAULT_FOREIGN, "not an ELF file or archive");
  }
  elf_end(elf);
  return fault->kind;
}

enum fault_kind image_visit(const char *path, image_visitor *visit, void *context,
                            struct fault *fault) {
  fault->kind = FAULT_NONE;
  elf_version(EV_CURRENT);
  int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
  if (fd < 0)
    return fault_system(fault, "cannot open", errno);
  fd_visit(fd, visit, context, fault);
  close(fd);
  return fault->kind;
}
