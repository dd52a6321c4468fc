// The formats that a report can be written in: one table, from which the command line takes its
// options, their help and what to call.
//
// To add a format: write its function in a file of its own, declare it here, and add a row to
// the table in formats.c.
#ifndef FASTCOV_FORMATS_H
#define FASTCOV_FORMATS_H

#include "buffer.h"
#include "fault.h"
#include "report.h"

struct format {
  const char *option;   // "json" of --json
  const char *argument; // what the help calls its argument
  const char *help;     // what it writes, in 50 columns
  // Appends a report that is one file; or, where this is NULL, writes one of many files below a
  // directory, which is made if it is not there.
  void (*write)(const struct report *report, struct buffer *out);
  enum fault_kind (*write_directory)(const struct report *report, const char *directory,
                                     struct fault *fault);
};

extern const struct format formats[];
extern const size_t format_count;

// A report that the user asked for.
struct format_wish {
  const struct format *format;
  const char *path; // a file or directory; "-", for a file, is the standard output
};

bool format_wish_stdout(const struct format_wish *wish);

// Writes the report, a file as a whole or not at all; `standard` is the standard output. On
// failure, `fault` says why.
enum fault_kind format_wish_grant(const struct format_wish *wish, const struct report *report,
                                  FILE *standard, struct fault *fault);

void badge_write(const struct report *report, struct buffer *out);
void cobertura_write(const struct report *report, struct buffer *out);
void coveralls_write(const struct report *report, struct buffer *out);
void csv_write(const struct report *report, struct buffer *out);
void github_write(const struct report *report, struct buffer *out);
void gitlab_write(const struct report *report, struct buffer *out);
void json_write(const struct report *report, struct buffer *out);
void lcov_write(const struct report *report, struct buffer *out);
void llvm_json_write(const struct report *report, struct buffer *out);
void markdown_write(const struct report *report, struct buffer *out);
void sonarqube_write(const struct report *report, struct buffer *out);

#endif
