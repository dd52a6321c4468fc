// See left_out.h.
#include "left_out.h"
#include "missing.h"
#include "put.h"
#include "words.h"
#include "xmalloc.h"
#include <inttypes.h>
#include <stdlib.h>

static void text_add(struct texts *texts, char *text) {
  texts->texts = xgrow(texts->texts, texts->count, &texts->capacity, sizeof *texts->texts);
  texts->texts[texts->count++] = text;
}

void texts_free(struct texts *texts) {
  for (size_t i = 0; i < texts->count; i++)
    free(texts->texts[i]);
  free(texts->texts);
}

// ---- Naming -------------------------------------------------------------------------------------

// Behind an excluded thing that ran: the reader may want to have another look at the exclusion.
static const char *ran_words(bool covered) { return covered ? " (it ran)" : ""; }

static void function_add(struct texts *texts, const struct coverage_file *file,
                         const struct coverage_function *function) {
  char *name = function_text(file, function);
  char *reason = reason_words(function->why);
  text_add(texts, xasprintf("%s left out: %s%s", name, reason, ran_words(function->covered)));
  free(reason);
  free(name);
}

static void outcome_add(struct texts *texts, const struct coverage_file *file,
                        const struct coverage_site *site, const struct coverage_outcome *outcome) {
  char *name = outcome_text(file, site, outcome), *macro = macro_text(site);
  char *reason = reason_words(outcome->why);
  text_add(texts,
           xasprintf("%s left out: %s%s%s", name, reason, ran_words(outcome->covered), macro));
  free(reason);
  free(macro);
  free(name);
}

static bool same_reason(const struct coverage_line *a, const struct coverage_line *b) {
  return a->why.reason == b->why.reason && a->why.text == b->why.text && a->covered == b->covered;
}

// The last of the lines from `first` on that are left out for the same reason.
static size_t stretch_end(const struct coverage_file *file, size_t first) {
  size_t last = first;
  while (last + 1 < file->line_count && same_reason(&file->lines[first], &file->lines[last + 1]))
    last++;
  return last;
}

static void stretch_add(struct texts *texts, const struct coverage_file *file, size_t first,
                        size_t last) {
  const struct coverage_line *line = &file->lines[first];
  char *name = lines_text(file, first, last);
  char *reason = reason_words(line->why);
  const char *ran = last == first ? ran_words(line->covered) : line->covered ? " (they ran)" : "";
  text_add(texts, xasprintf("%s left out: %s%s", name, reason, ran));
  free(reason);
  free(name);
}

struct texts left_out_names(const struct coverage_file *file) {
  struct texts texts = {0};
  for (size_t i = 0; i < file->function_count; i++)
    if (file->functions[i].why.reason != FASTCOV_REASON_COUNTED)
      function_add(&texts, file, &file->functions[i]);
  for (size_t i = 0; i < file->site_count; i++)
    for (size_t j = 0; j < file->sites[i].outcome_count; j++)
      if (file->sites[i].outcomes[j].why.reason != FASTCOV_REASON_COUNTED)
        outcome_add(&texts, file, &file->sites[i], &file->sites[i].outcomes[j]);
  for (size_t i = 0; i < file->line_count; i++) {
    if (file->lines[i].why.reason == FASTCOV_REASON_COUNTED)
      continue;
    size_t last = stretch_end(file, i);
    stretch_add(&texts, file, i, last);
    i = last;
  }
  return texts;
}

void left_out_put_xml(struct buffer *out, const struct coverage_file *file) {
  struct texts names = left_out_names(file);
  for (size_t i = 0; i < names.count; i++)
    put_xml_comment(out, names.texts[i]);
  texts_free(&names);
}

void left_out_put_lines(struct buffer *out, const struct coverage_file *file) {
  struct texts names = left_out_names(file);
  for (size_t i = 0; i < names.count; i++) {
    put_text(out, "# ");
    put_in_line(out, names.texts[i]);
    put_text(out, "\n");
  }
  texts_free(&names);
}

// ---- Counting -----------------------------------------------------------------------------------

static void outcome_reasons(const struct coverage_file *file, uint64_t counts[REASON_COUNT]) {
  for (size_t i = 0; i < file->site_count; i++)
    for (size_t j = 0; j < file->sites[i].outcome_count; j++)
      counts[file->sites[i].outcomes[j].why.reason]++;
}

static void line_reasons(const struct coverage_file *file, uint64_t counts[REASON_COUNT]) {
  for (size_t i = 0; i < file->line_count; i++)
    counts[file->lines[i].why.reason]++;
}

static void function_reasons(const struct coverage_file *file, uint64_t counts[REASON_COUNT]) {
  for (size_t i = 0; i < file->function_count; i++)
    counts[file->functions[i].why.reason]++;
}

typedef void reason_counter(const struct coverage_file *file, uint64_t counts[REASON_COUNT]);

static void sum_add(struct texts *sums, const struct coverage *coverage, reason_counter *count,
                    const char *one, const char *many) {
  uint64_t counts[REASON_COUNT] = {0}, total = 0;
  for (size_t i = 0; i < coverage->file_count; i++)
    count(&coverage->files[i], counts);
  for (uint32_t reason = FASTCOV_REASON_COUNTED + 1; reason < REASON_COUNT; reason++)
    total += counts[reason];
  if (!total)
    return;
  char *sum = xasprintf("%" PRIu64 " %s left out:", total, total == 1 ? one : many);
  const char *separator = "";
  for (uint32_t reason = FASTCOV_REASON_COUNTED + 1; reason < REASON_COUNT; reason++) {
    if (!counts[reason])
      continue;
    char *longer =
        xasprintf("%s%s %" PRIu64 " %s", sum, separator, counts[reason], reason_word(reason));
    free(sum);
    sum = longer;
    separator = ",";
  }
  text_add(sums, sum);
}

struct texts left_out_sums(const struct coverage *coverage) {
  struct texts sums = {0};
  sum_add(&sums, coverage, outcome_reasons, "outcome", "outcomes");
  sum_add(&sums, coverage, line_reasons, "line", "lines");
  sum_add(&sums, coverage, function_reasons, "function", "functions");
  return sums;
}

// ---- Judging ------------------------------------------------------------------------------------

// Adds that `name`, which is freed, ran although it is left out.
static void ran_add(struct ledger *ledger, enum ledger_list list, char *name, struct reason why) {
  char *words = reason_words(why);
  ledger_add(ledger, list, "%s ran, although %s%s", name,
             list == LEDGER_NEEDLESS ? "left out: " : "", words);
  free(words);
  free(name);
}

static bool contradicted(uint32_t reason, bool covered) {
  return covered && reason == FASTCOV_REASON_UNREACHABLE_TEXT;
}

static void outcome_judge(const struct coverage_file *file, const struct coverage_site *site,
                          const struct coverage_outcome *outcome, struct ledger *ledger) {
  bool needless = outcome->covered && outcome->why.reason == FASTCOV_REASON_OUTCOME_TEXT;
  if (needless || contradicted(outcome->why.reason, outcome->covered))
    ran_add(ledger, needless ? LEDGER_NEEDLESS : LEDGER_CONTRADICTED,
            outcome_text(file, site, outcome), outcome->why);
}

static void lines_judge(const struct coverage_file *file, struct ledger *ledger) {
  for (size_t i = 0; i < file->line_count; i++) {
    const struct coverage_line *line = &file->lines[i];
    if (!contradicted(line->why.reason, line->covered))
      continue;
    size_t last = stretch_end(file, i);
    ran_add(ledger, LEDGER_CONTRADICTED, lines_text(file, i, last), line->why);
    i = last;
  }
}

void left_out_judge(const struct coverage_file *file, struct ledger *ledger) {
  for (size_t i = 0; i < file->function_count; i++) {
    const struct coverage_function *function = &file->functions[i];
    if (contradicted(function->why.reason, function->covered))
      ran_add(ledger, LEDGER_CONTRADICTED, function_text(file, function), function->why);
  }
  for (size_t i = 0; i < file->site_count; i++)
    for (size_t j = 0; j < file->sites[i].outcome_count; j++)
      outcome_judge(file, &file->sites[i], &file->sites[i].outcomes[j], ledger);
  lines_judge(file, ledger);
}
