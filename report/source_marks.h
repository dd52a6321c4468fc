// What there is to show in a source file, in the order of its text: the state of each line, and the
// spots that bear sites or labels.
//
// All sites with one place (the conditions within a macro's expansion) share a spot. The result
// borrows from the file's coverage.
#ifndef FASTCOV_SOURCE_MARKS_H
#define FASTCOV_SOURCE_MARKS_H

#include "coverage.h"

enum mark_state {
  MARK_NONE,     // of a line: not code
  MARK_COVERED,  // all that counts ran
  MARK_PARTLY,   // some ran
  MARK_MISSED,   // nothing ran
  MARK_EXCLUDED, // nothing counts
};

struct source_spot {
  uint32_t line, column, end_line, end_column; // of a label's, the end is its begin
  const struct coverage_site *sites;           // site_count of them; of a label, the switch
  size_t site_count;
  const struct coverage_outcome *label; // the case or default that stands here; else NULL
  enum mark_state state;
};

struct source_marks {
  struct source_spot *spots; // by begin, outer ones first
  size_t spot_count;
  unsigned char *lines; // an enum mark_state each; line 1 is lines[1]
  uint32_t last_line;   // that anything is known of; 0 if none
};

struct source_marks source_marks_make(const struct coverage_file *file);
void source_marks_free(struct source_marks *marks);

// The state of a line; MARK_NONE of those beyond the last.
enum mark_state source_marks_line(const struct source_marks *marks, uint32_t line);

#endif
