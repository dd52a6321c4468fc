// See left_out.h.
#include "left_out.h"
#include "missing.h"
#include "words.h"
#include "xmalloc.h"
#include <inttypes.h>
#include <stdlib.h>

// Behind an excluded thing that ran: the reader may want to have another look at the exclusion.
static const char *ran_words(bool covered) { return covered ? " (it ran)" : ""; }

// ---- Naming -------------------------------------------------------------------------------------

static void function_write(FILE *out, const struct coverage_file *file,
                           const struct coverage_function *function) {
  char *reason = reason_words(function->reason, function->reason_text);
  fprintf(out, "%s:%" PRIu32 ":%" PRIu32 ": function %s left out: %s%s\n", file->path,
          function->line, function->column, function->name, reason, ran_words(function->covered));
  free(reason);
}

static void outcome_write(FILE *out, const struct coverage_file *file,
                          const struct coverage_site *site,
                          const struct coverage_outcome *outcome) {
  char *text = outcome_text(file, site, outcome), *reason = reason_text(outcome);
  fprintf(out, "%s left out: %s%s", text, reason, ran_words(outcome->covered));
  macro_print(out, site);
  fputc('\n', out);
  free(text);
  free(reason);
}

static void outcomes_write(FILE *out, const struct coverage_file *file) {
  for (size_t i = 0; i < file->site_count; i++)
    for (size_t j = 0; j < file->sites[i].outcome_count; j++)
      if (file->sites[i].outcomes[j].reason != FASTCOV_REASON_COUNTED)
        outcome_write(out, file, &file->sites[i], &file->sites[i].outcomes[j]);
}

static bool same_reason(const struct coverage_line *a, const struct coverage_line *b) {
  return a->reason == b->reason && a->reason_text == b->reason_text && a->covered == b->covered;
}

// The last of the lines from `first` on that are left out for the same reason.
static size_t stretch_end(const struct coverage_file *file, size_t first) {
  size_t last = first;
  while (last + 1 < file->line_count && same_reason(&file->lines[first], &file->lines[last + 1]))
    last++;
  return last;
}

// "a.c:3: line" or "a.c:3-5: lines"; the caller frees it.
static char *stretch_name(const struct coverage_file *file, size_t first, size_t last) {
  const struct coverage_line *lines = file->lines;
  if (first == last)
    return xasprintf("%s:%" PRIu32 ": line", file->path, lines[first].line);
  return xasprintf("%s:%" PRIu32 "-%" PRIu32 ": lines", file->path, lines[first].line,
                   lines[last].line);
}

static void lines_write(FILE *out, const struct coverage_file *file) {
  for (size_t i = 0; i < file->line_count; i++) {
    const struct coverage_line *line = &file->lines[i];
    if (line->reason == FASTCOV_REASON_COUNTED)
      continue;
    size_t last = stretch_end(file, i);
    char *name = stretch_name(file, i, last);
    char *reason = reason_words(line->reason, line->reason_text);
    const char *ran = last == i ? ran_words(line->covered) : line->covered ? " (they ran)" : "";
    fprintf(out, "%s left out: %s%s\n", name, reason, ran);
    free(reason);
    free(name);
    i = last;
  }
}

void left_out_write(FILE *out, const struct coverage_file *file) {
  for (size_t i = 0; i < file->function_count; i++)
    if (file->functions[i].reason != FASTCOV_REASON_COUNTED)
      function_write(out, file, &file->functions[i]);
  outcomes_write(out, file);
  lines_write(out, file);
}

// ---- Judging ------------------------------------------------------------------------------------

static bool contradicted(uint32_t reason, bool covered) {
  return covered && reason == FASTCOV_REASON_UNREACHABLE_TEXT;
}

static void outcome_judge(const struct coverage_file *file, const struct coverage_site *site,
                          const struct coverage_outcome *outcome, struct ledger *ledger) {
  bool wrong = contradicted(outcome->reason, outcome->covered);
  bool needless = outcome->covered && outcome->reason == FASTCOV_REASON_OUTCOME_TEXT;
  if (!wrong && !needless)
    return;
  char *text = outcome_text(file, site, outcome), *reason = reason_text(outcome);
  ledger_add(ledger, wrong ? LEDGER_CONTRADICTED : LEDGER_NEEDLESS, "%s ran, although %s%s", text,
             wrong ? "" : "left out: ", reason);
  free(text);
  free(reason);
}

static void lines_judge(const struct coverage_file *file, struct ledger *ledger) {
  for (size_t i = 0; i < file->line_count; i++) {
    if (!contradicted(file->lines[i].reason, file->lines[i].covered))
      continue;
    size_t last = stretch_end(file, i);
    char *name = stretch_name(file, i, last);
    char *reason = reason_words(file->lines[i].reason, file->lines[i].reason_text);
    ledger_add(ledger, LEDGER_CONTRADICTED, "%s ran, although %s", name, reason);
    free(reason);
    free(name);
    i = last;
  }
}

static void function_judge(const struct coverage_file *file,
                           const struct coverage_function *function, struct ledger *ledger) {
  if (!contradicted(function->reason, function->covered))
    return;
  char *reason = reason_words(function->reason, function->reason_text);
  ledger_add(ledger, LEDGER_CONTRADICTED,
             "%s:%" PRIu32 ":%" PRIu32 ": function %s ran, although %s", file->path, function->line,
             function->column, function->name, reason);
  free(reason);
}

void left_out_judge(const struct coverage_file *file, struct ledger *ledger) {
  for (size_t i = 0; i < file->function_count; i++)
    function_judge(file, &file->functions[i], ledger);
  for (size_t i = 0; i < file->site_count; i++)
    for (size_t j = 0; j < file->sites[i].outcome_count; j++)
      outcome_judge(file, &file->sites[i], &file->sites[i].outcomes[j], ledger);
  lines_judge(file, ledger);
}
