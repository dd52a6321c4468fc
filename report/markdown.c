// The report as Markdown, for the summary of a job ($GITHUB_STEP_SUMMARY) or a comment in a review:
// the totals, then, folded, a table of files and lists of what is missed and left out.
//
// They end where nobody reads on, since GitHub takes no summary of more than a mebibyte; the rest
// of the files is one row, so that the rows still come to the totals. It is GitHub's dialect, which
// GitLab reads, too.
#include "file_choice.h"
#include "findings.h"
#include "formats.h"
#include "left_out.h"
#include "percent.h"
#include "put.h"
#include <ctype.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#define ROWS_MOST 200
#define FINDINGS_MOST 50
#define LEFT_OUT_MOST 50

// ---- Foreign text -------------------------------------------------------------------------------

// What Markdown or HTML might take for markup becomes a character reference, and control characters
// U+FFFD, so that text is text wherever it stands.
static bool markup_special(struct buffer *out, unsigned char c) {
  if (c < ' ' || c == 0x7f)
    put_text(out, PUT_REPLACEMENT);
  else if (ispunct(c) && !strchr("/-", c))
    put_format(out, "&#%d;", c);
  else
    return false;
  return true;
}

static void foreign_put(struct buffer *out, const char *text) {
  put_spelled(out, text, markup_special);
}

static void code_put(struct buffer *out, const char *text) {
  put_text(out, "<code>");
  foreign_put(out, text);
  put_text(out, "</code>");
}

// ---- Tables -------------------------------------------------------------------------------------

static void tally_put(struct buffer *out, const struct tally *tally, int precision) {
  char percent[PERCENT_TEXT_SIZE];
  percent_print(percent, tally->covered, tally->count, precision);
  put_format(out, " %" PRIu64 "/%" PRIu64 " | %s |", tally->covered, tally->count, percent);
}

static void total_put(struct buffer *out, const char *name, const struct tally *tally,
                      int precision) {
  put_format(out, "| %s |", name);
  tally_put(out, tally, precision);
  put_text(out, "\n");
}

static void totals_put(struct buffer *out, const struct report *report) {
  const struct summary *summary = &report->coverage->summary;
  int precision = report->view.precision;
  put_text(out, "| | Covered | % |\n|:---|---:|---:|\n");
  total_put(out, "Branches", &summary->branches, precision);
  total_put(out, "Lines", &summary->lines, precision);
  total_put(out, "Functions", &summary->functions, precision);
}

static void summary_put(struct buffer *out, const struct summary *summary, int precision) {
  put_text(out, " |");
  tally_put(out, &summary->branches, precision);
  tally_put(out, &summary->lines, precision);
  tally_put(out, &summary->functions, precision);
  put_text(out, "\n");
}

static void tally_take(struct tally *from, const struct tally *part) {
  from->count -= part->count;
  from->covered -= part->covered;
}

static void files_put(struct buffer *out, const struct report *report) {
  struct summary rest = report->coverage->summary;
  int precision = report->view.precision;
  size_t count, total = report->coverage->file_count;
  const struct coverage_file **files = files_choose(report, &count);
  if (count > ROWS_MOST)
    count = ROWS_MOST;
  put_format(out,
             "\n<details><summary>Files: %zu</summary>\n\n| File | Branches | %% | Lines | %% | "
             "Functions | %% |\n|:---|---:|---:|---:|---:|---:|---:|\n",
             total);
  for (size_t i = 0; i < count; i++) {
    put_text(out, "| ");
    code_put(out, files[i]->path);
    summary_put(out, &files[i]->summary, precision);
    tally_take(&rest.branches, &files[i]->summary.branches);
    tally_take(&rest.lines, &files[i]->summary.lines);
    tally_take(&rest.functions, &files[i]->summary.functions);
  }
  if (count < total) {
    put_format(out, "| %zu more", total - count);
    summary_put(out, &rest, precision);
  }
  put_text(out, "\n</details>\n");
  free(files);
}

// ---- What is missed -----------------------------------------------------------------------------

static void finding_put(struct buffer *out, const struct finding *finding) {
  const struct coverage_site *site = finding->site;
  put_text(out, "- ");
  code_put(out, finding->file->path);
  put_format(out, " %" PRIu32 ":%" PRIu32 " ", site ? site->line : finding->function->line,
             site ? site->column : finding->function->column);
  foreign_put(out, finding->message);
  put_text(out, "\n");
}

static void findings_put(struct buffer *out, const struct report *report) {
  size_t count;
  struct finding *findings = findings_new(report->coverage, &count);
  if (count)
    put_format(out, "\n<details><summary>Missed: %zu</summary>\n\n", count);
  for (size_t i = 0; i < count && i < FINDINGS_MOST; i++)
    finding_put(out, &findings[i]);
  if (count > FINDINGS_MOST)
    put_format(out, "- and %zu more\n", count - FINDINGS_MOST);
  if (count)
    put_text(out, "\n</details>\n");
  findings_free(findings, count);
}

// ---- What is left out ---------------------------------------------------------------------------

static void left_out_put(struct buffer *out, const struct coverage *coverage) {
  struct texts sums = left_out_sums(coverage);
  size_t shown = 0, total = 0;
  if (!sums.count)
    return;
  put_text(out, "\n<details><summary>Left out of the count</summary>\n\n");
  for (size_t i = 0; i < sums.count; i++)
    put_format(out, "%s\n\n", sums.texts[i]);
  for (size_t i = 0; i < coverage->file_count; i++) {
    struct texts names = left_out_names(&coverage->files[i]);
    total += names.count;
    for (size_t j = 0; j < names.count && shown < LEFT_OUT_MOST; j++, shown++) {
      put_text(out, "- ");
      foreign_put(out, names.texts[j]);
      put_text(out, "\n");
    }
    texts_free(&names);
  }
  if (total > shown)
    put_format(out, "- and %zu more\n", total - shown);
  put_text(out, "\n</details>\n");
  texts_free(&sums);
}

// What makes the numbers no verdict.
static void ledger_put(struct buffer *out, const struct ledger *ledger) {
  bool any = false;
  for (enum ledger_list list = 0; list < LEDGER_FATAL_COUNT; list++)
    for (size_t i = 0; i < ledger_count(ledger, list); i++) {
      put_text(out, any ? "- " : "\nThese numbers are no verdict:\n\n- ");
      foreign_put(out, ledger_entry(ledger, list, i));
      put_text(out, "\n");
      any = true;
    }
}

void markdown_write(const struct report *report, struct buffer *out) {
  put_text(out, "### Coverage\n\n");
  totals_put(out, report);
  ledger_put(out, report->ledger);
  if (report->coverage->file_count)
    files_put(out, report);
  findings_put(out, report);
  left_out_put(out, report->coverage);
}
