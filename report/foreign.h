// What other tools measured: lines, functions and branches by source file, as read from their files
// and before it is joined with our own.
//
// Readers fill it file by file; repetitions are fine, and are united when it is joined: what ran
// once ran. Texts are copied. Everything is valid until foreign_free.
#ifndef FASTCOV_FOREIGN_H
#define FASTCOV_FOREIGN_H

#include "source_paths.h"

// Lines and columns are 1-based and at most this.
#define FOREIGN_PLACE_MOST ((1u << 30) - 1)

struct foreign_line {
  uint32_t line;
  bool covered;
};

struct foreign_function {
  const char *name;
  uint32_t line;
  uint32_t column; // 0: unknown
  bool covered;
};

// One of several ways on from a line, of which nothing is known but a number or name.
struct foreign_branch {
  uint32_t line, block;
  const char *name;
  bool covered;
  bool exception; // the way that an exception takes
};

// A condition with a place, and which ways it went. One with a macro is at an expansion; where the
// macro is defined, all of its expansions are reported again as one.
struct foreign_condition {
  uint32_t line, column, end_line, end_column;
  const char *macro_path; // of the macro's definition; NULL outside of macros
  uint32_t macro_line, macro_column, macro_end_line,
      macro_end_column; // the condition's place there
  bool covered[2];      // true, false
  bool folded;
};

struct foreign_file {
  const char *absolute, *path; // the latter as readers see it
  struct foreign_line *lines;
  struct foreign_function *functions;
  struct foreign_branch *branches;
  struct foreign_condition *conditions;
  size_t line_count, function_count, branch_count, condition_count;
  size_t line_capacity, function_capacity, branch_capacity, condition_capacity;
};

struct foreign;

// `paths` must outlive it. Free with foreign_free, which accepts NULL.
struct foreign *foreign_new(const struct source_paths *paths);
void foreign_free(struct foreign *foreign);

// The file with this name, made if there is none; a relative name is taken from the root. Valid
// until the next call.
struct foreign_file *foreign_file(struct foreign *foreign, struct bytes name);

// `name` as readers see it.
const char *foreign_path(struct foreign *foreign, struct bytes name);

// A function's name without the source that llvm-cov puts before those of static functions:
// "a.c:f" is "f". Owned as a text is.
const char *foreign_function_name(struct foreign *foreign, const struct foreign_file *file,
                                  struct bytes name);

// A copy of the text that equal texts share.
const char *foreign_text(struct foreign *foreign, struct bytes text);

void foreign_line_add(struct foreign_file *file, struct foreign_line line);
void foreign_function_add(struct foreign_file *file, struct foreign_function function);
void foreign_branch_add(struct foreign_file *file, struct foreign_branch branch);
void foreign_condition_add(struct foreign_file *file, struct foreign_condition condition);

// Sorts a file's tables by place and unites what is the same.
void foreign_file_unite(struct foreign_file *file);

size_t foreign_count(const struct foreign *foreign);
struct foreign_file *foreign_at(const struct foreign *foreign, size_t number);

// True if `foreign`, which may be NULL, has the file.
bool foreign_has(const struct foreign *foreign, const char *absolute);

#endif
