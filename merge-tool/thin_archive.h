// Thin archives, as `ar rcsT` makes them: a list of paths to object files, without their content.
// libelf does not read them. Format: GNU binutils, documentation of ar and bfd's archive.c.
#ifndef FASTCOV_THIN_ARCHIVE_H
#define FASTCOV_THIN_ARCHIVE_H

#include "cursor.h"
#include "fault.h"
#include "file_list.h"

// True if the bytes begin as a thin archive does.
bool thin_archive_is(struct bytes file);

// Appends the paths of the archive's members to `members`, in its order: relative ones start from
// the directory of `path`, the archive's own.
enum fault_kind thin_archive_read(struct bytes file, const char *path, struct file_list *members,
                                  struct fault *fault);

#endif
