// What is left out of the count: named, counted by reason, and held against what ran.
#ifndef FASTCOV_LEFT_OUT_H
#define FASTCOV_LEFT_OUT_H

#include "buffer.h"
#include "coverage.h"
#include "ledger.h"

// A sentence for each function, outcome and stretch of lines of `file` that is left out of the
// count, with the reason: "a.c:3:7: if: true left out: folded". Free it with texts_free, and each
// of the sentences is free'd with it.
struct texts {
  char **texts;
  size_t count, capacity;
};
struct texts left_out_names(const struct coverage_file *file);

// How much is left out for which reason, as sentences of outcomes, lines and functions, those of
// which there are any: "41 outcomes left out: 30 folded, 11 assert".
struct texts left_out_sums(const struct coverage *coverage);

void texts_free(struct texts *texts);

// Appends the names as comments: of an XML document, or for formats that are lines of text, with
// `#` before each.
void left_out_put_xml(struct buffer *out, const struct coverage_file *file);
void left_out_put_lines(struct buffer *out, const struct coverage_file *file);

// Adds to the ledger what is marked unreachable and ran (LEDGER_CONTRADICTED), and the outcomes
// that somebody left out by themselves although they can be taken (LEDGER_NEEDLESS).
void left_out_judge(const struct coverage_file *file, struct ledger *ledger);

#endif
