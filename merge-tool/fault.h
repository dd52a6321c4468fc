// What went wrong with a file, for whoever is in a position to tell the user.
//
// Libraries return; the command line speaks. A reader tells five things apart, because the user's
// next step differs: nothing to do, look at the disk, give the right file, install a newer fastcov,
// or run the test again.
#ifndef FASTCOV_FAULT_H
#define FASTCOV_FAULT_H

#include <stdbool.h>

enum fault_kind {
  FAULT_NONE,
  FAULT_IO,      // the system would not let us read or write
  FAULT_FOREIGN, // not one of our files
  FAULT_NEWER,   // ours, in a format that only a newer fastcov knows
  FAULT_DAMAGED, // ours, but not as it was written
};

struct fault {
  enum fault_kind kind;
  char text[240]; // a sentence without the file's name, which the caller adds
};

// Fills `fault` in; returns `kind`, so that a reader can end with `return fault_set(...)`.
enum fault_kind fault_set(struct fault *fault, enum fault_kind kind, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

// The same of FAULT_DAMAGED, for a reader that answers yes or no: returns false.
bool fault_damaged(struct fault *fault, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

// Puts a place before the sentence: "PLACE: SENTENCE". For a reader to do once, when it has failed.
void fault_place(struct fault *fault, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

// FAULT_IO with the system's text for the error number `error` behind `doing`.
enum fault_kind fault_system(struct fault *fault, const char *doing, int error);

#endif
