// See elf_image.h. libelf does the reading; files are read, not mapped, because a file that a build
// replaces while we look at it must not kill us.
#include "elf_image.h"
#include "fastcov_format.h"
#include "file_bytes.h"
#include "thin_archive.h"
#include "xmalloc.h"
#include <ar.h>
#include <errno.h>
#include <fcntl.h>
#include <gelf.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct image {
  bool linked;
  struct bytes build_id;
  struct bytes *maps;
  size_t map_count, map_capacity;
};

enum file_type { FILE_OTHER, FILE_ELF, FILE_ARCHIVE, FILE_THIN_ARCHIVE };

static enum file_type type_read(int fd) {
  unsigned char magic[SARMAG];
  if (pread(fd, magic, sizeof magic, 0) != sizeof magic)
    return FILE_OTHER;
  if (!memcmp(magic, ELFMAG, SELFMAG))
    return FILE_ELF;
  if (!memcmp(magic, ARMAG, SARMAG))
    return FILE_ARCHIVE;
  return thin_archive_is((struct bytes){magic, sizeof magic}) ? FILE_THIN_ARCHIVE : FILE_OTHER;
}

static int file_open(const char *path) {
  return open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
}

static enum file_type path_type(const char *path) {
  int fd = file_open(path);
  if (fd < 0)
    return FILE_OTHER;
  enum file_type type = type_read(fd);
  close(fd);
  return type;
}

bool image_file_is(const char *path) { return path_type(path) != FILE_OTHER; }

struct bytes image_build_id(const struct image *image) {
  return image->build_id;
}
bool image_linked(const struct image *image) { return image->linked; }
size_t image_map_count(const struct image *image) { return image->map_count; }
struct bytes image_map(const struct image *image, size_t number) {
  return image->maps[number];
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

static enum fault_kind map_take(struct image *image, Elf_Scn *section, struct fault *fault) {
  Elf_Data *data = elf_rawdata(section, NULL);
  if (!data || (!data->d_buf && data->d_size))
    return fault_set(fault, FAULT_DAMAGED, "cannot read its " FASTCOV_SECTION_MAP " section: %s",
                     elf_errmsg(-1));
  image->maps = xgrow(image->maps, image->map_count, &image->map_capacity, sizeof *image->maps);
  image->maps[image->map_count++] = (struct bytes){data->d_buf, data->d_size};
  return FAULT_NONE;
}

// A section without content is one that was moved to, or left behind by, a separate debug file.
static enum fault_kind section_take(struct image *image, Elf_Scn *section, size_t names, Elf *elf,
                                    struct fault *fault) {
  GElf_Shdr header;
  if (!gelf_getshdr(section, &header))
    return fault_set(fault, FAULT_DAMAGED, "damaged section header: %s", elf_errmsg(-1));
  if (header.sh_type == SHT_NOTE)
    build_id_take(image, section);
  const char *name = elf_strptr(elf, names, header.sh_name);
  if (header.sh_type == SHT_NOBITS || !name || strcmp(name, FASTCOV_SECTION_MAP))
    return FAULT_NONE;
  return map_take(image, section, fault);
}

// `table` is where the header says that the section headers are; libelf takes it for no sections at
// all if that is beyond the end of the file.
static enum fault_kind sections_take(struct image *image, Elf *elf, uint64_t table,
                                     struct fault *fault) {
  size_t names = 0, count = 0;
  if (elf_getshdrnum(elf, &count) || (count && elf_getshdrstrndx(elf, &names)))
    return fault_set(fault, FAULT_DAMAGED, "damaged ELF file: %s", elf_errmsg(-1));
  if (table && !count)
    return fault_set(fault, FAULT_DAMAGED, "damaged ELF file: section headers needed at %" PRIu64,
                     table);
  Elf_Scn *section = NULL;
  while (count && (section = elf_nextscn(elf, section)))
    if (section_take(image, section, names, elf, fault))
      return fault->kind;
  return FAULT_NONE;
}

static enum fault_kind elf_visit(Elf *elf, image_visitor *visit, void *context,
                                 struct fault *fault) {
  struct image image = {0};
  GElf_Ehdr header;
  if (!gelf_getehdr(elf, &header))
    return fault_set(fault, FAULT_DAMAGED, "damaged ELF file: %s", elf_errmsg(-1));
  image.linked = header.e_type == ET_EXEC || header.e_type == ET_DYN;
  if (!sections_take(&image, elf, header.e_shoff, fault))
    visit(context, &image);
  free(image.maps);
  return fault->kind;
}

// Members that are not ELF files (bitcode, text) are passed over.
static enum fault_kind archive_visit(int fd, Elf *archive, image_visitor *visit, void *context,
                                     struct fault *fault) {
  Elf *member;
  for (Elf_Cmd command = ELF_C_READ; (member = elf_begin(fd, command, archive));) {
    if (elf_kind(member) == ELF_K_ELF && !fault->kind)
      elf_visit(member, visit, context, fault);
    command = elf_next(member);
    elf_end(member);
  }
  return fault->kind;
}

static enum fault_kind fd_visit(int fd, image_visitor *visit, void *context, struct fault *fault) {
  elf_version(EV_CURRENT);
  Elf *elf = elf_begin(fd, ELF_C_READ, NULL);
  if (!elf)
    return fault_set(fault, FAULT_DAMAGED, "damaged ELF file: %s", elf_errmsg(-1));
  if (elf_kind(elf) == ELF_K_AR)
    archive_visit(fd, elf, visit, context, fault);
  else
    elf_visit(elf, visit, context, fault);
  elf_end(elf);
  return fault->kind;
}

static enum fault_kind member_visit(const char *path, image_visitor *visit, void *context,
                                    struct fault *fault) {
  if (access(path, R_OK))
    return fault_set(fault, FAULT_IO, "its member %s: %s", path, strerror(errno));
  return path_type(path) == FILE_ELF ? image_visit(path, visit, context, fault) : FAULT_NONE;
}

// The members of a thin archive are files.
static enum fault_kind thin_visit(const char *path, image_visitor *visit, void *context,
                                  struct fault *fault) {
  struct buffer content = {0};
  struct file_list members = {0};
  if (!file_read(path, &content, fault))
    thin_archive_read((struct bytes){content.data, content.size}, path, &members, fault);
  for (size_t i = 0; i < members.count && !fault->kind; i++)
    member_visit(members.paths[i], visit, context, fault);
  file_list_free(&members);
  free(content.data);
  return fault->kind;
}

enum fault_kind image_visit(const char *path, image_visitor *visit, void *context,
                            struct fault *fault) {
  fault->kind = FAULT_NONE;
  int fd = file_open(path);
  if (fd < 0)
    return fault_system(fault, "cannot open", errno);
  enum file_type type = type_read(fd);
  if (type == FILE_OTHER)
    fault_set(fault, FAULT_FOREIGN, "not an ELF file or archive");
  else if (type == FILE_THIN_ARCHIVE)
    thin_visit(path, visit, context, fault);
  else
    fd_visit(fd, visit, context, fault);
  close(fd);
  return fault->kind;
}
