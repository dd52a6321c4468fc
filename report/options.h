// The command line of fastcov-merge, read into a struct. Prints nothing but the help.
#ifndef FASTCOV_OPTIONS_H
#define FASTCOV_OPTIONS_H

#include "formats.h"
#include "percent.h"
#include <stddef.h>

// Arguments that can be given more than once, in their order.
struct arguments {
  const char **values;
  size_t count, capacity;
};

// What a gate can be set on, and how many such there are.
enum gate_figure { GATE_BRANCH, GATE_LINE, GATE_FUNCTION, GATE_COUNT };

// Texts belong to argv or to the environment.
struct options {
  struct arguments paths, objects, includes, excludes, lcovs, llvm_jsons;
  struct arguments source_prefixes; // each OLD=NEW
  bool path_given;                  // else the only path is the default
  const char *output;               // profile to write, or NULL
  const char *compare;              // what to compare with, or NULL
  const char *diff;                 // "-" is the standard input; NULL: none
  const char *root;                 // or NULL
  struct format_wish *wishes;       // reports to write, at most one of them to the standard output
  size_t wish_count, wish_capacity;
  size_t expect_processes;     // 0: any number
  const char *expect_contexts; // a file of names, or NULL
  struct percent_goal goals[GATE_COUNT];
  int precision;
  bool instantiations; // apart, in the JSON
  bool checksum;       // of lines, in LCOV
  bool sort_by_path, skip_covered, show_missing, show_excluded, embed_maps, quiet, verbose, help,
      version;
};

// Reads the arguments. Returns NULL, or what is wrong with them, which the caller frees. Free the
// options with options_free either way.
char *options_read(struct options *options, int argc, char **argv);
void options_free(struct options *options);

// True if the user set a threshold on any figure.
bool options_gated(const struct options *options);

// What --help prints.
void options_help(FILE *out, const char *program);

// True if the program was called as fastcov-report; and what it is then called.
bool program_reports(const char *argv0);
const char *program_name(bool reports);

#endif
