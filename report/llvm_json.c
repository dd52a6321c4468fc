// The report in the form of `llvm-cov export`, for what reads that: its version 2.0.1, that of LLVM
// 12 to 18, with everything that says whether something ran.
//
// llvm-cov's document is made of regions of text, ours of lines; so the segments say of each line
// of code whether it ran, and there are no regions to count. A branch is a condition with its true
// and false count, 0 or 1 here. A case is one too: its false count says that the switch went
// elsewhere, and is none of the outcomes that the summaries count. Conditions in macros are where
// the macro is used. Of nothing, a percentage is 0, as llvm-cov's: look at the count.
#include "formats.h"
#include "line_figures.h"
#include "percent.h"
#include "put.h"
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

// A column behind the end of any line that people write; segments do not look at the source.
#define LINE_END_COLUMN 65536
// What llvm-cov calls a branch region.
#define BRANCH_KIND 4

// ---- Summaries ----------------------------------------------------------------------------------

static void tally_put(struct buffer *out, const char *name, const struct tally *tally,
                      bool not_covered) {
  char percent[PERCENT_TEXT_SIZE];
  percent_print(percent, tally->covered, tally->count, PERCENT_PRECISION_MOST);
  put_format(out, "\"%s\":{\"count\":%" PRIu64 ",\"covered\":%" PRIu64, name, tally->count,
             tally->covered);
  if (not_covered)
    put_format(out, ",\"notcovered\":%" PRIu64, tally->count - tally->covered);
  put_format(out, ",\"percent\":%s}", tally->count ? percent : "0");
}

static void summary_put(struct buffer *out, const struct summary *summary) {
  static const struct tally none;
  put_text(out, "{");
  tally_put(out, "branches", &summary->branches, true);
  put_text(out, ",");
  tally_put(out, "functions", &summary->functions, false);
  put_text(out, ",");
  tally_put(out, "instantiations", &summary->functions, false);
  put_text(out, ",");
  tally_put(out, "lines", &summary->lines, false);
  put_text(out, ",");
  tally_put(out, "regions", &none, true);
  put_text(out, "}");
}

// ---- Branches -----------------------------------------------------------------------------------

struct branches {
  struct buffer *out;
  bool any;
};

static void branch_put(struct branches *branches, const uint32_t place[4], bool is_true,
                       bool is_false) {
  put_format(branches->out, "%s[%" PRIu32 ",%" PRIu32 ",%" PRIu32 ",%" PRIu32 ",%d,%d,0,0,%d]",
             branches->any ? "," : "", place[0], place[1], place[2], place[3], is_true, is_false,
             BRANCH_KIND);
  branches->any = true;
}

static void condition_put(struct branches *branches, const struct coverage_site *site) {
  const uint32_t place[] = {site->line, site->column, site->end_line, site->end_column};
  bool covered[2] = {false, false};
  for (size_t i = 0; i < site->outcome_count; i++)
    covered[site->outcomes[i].kind == FASTCOV_OUTCOME_FALSE] |= site->outcomes[i].covered;
  branch_put(branches, place, covered[0], covered[1]);
}

static bool others_covered(const struct coverage_site *site, size_t outcome) {
  for (size_t i = 0; i < site->outcome_count; i++)
    if (i != outcome && site->outcomes[i].covered)
      return true;
  return false;
}

// A label in the file of its switch is the branch; one that is not there or elsewhere, the switch.
static void case_put(struct branches *branches, const struct coverage_file *file,
                     const struct coverage_site *site, size_t number) {
  const struct coverage_outcome *outcome = &site->outcomes[number];
  uint32_t place[] = {site->line, site->column, site->end_line, site->end_column};
  if (outcome->line && outcome->path && !strcmp(outcome->path, file->path)) {
    size_t size = outcome->label ? strlen("case ") + strlen(outcome->label) : strlen("default");
    place[0] = place[2] = outcome->line;
    place[1] = outcome->column;
    place[3] = outcome->column + (uint32_t)size;
  }
  branch_put(branches, place, outcome->covered, others_covered(site, number));
}

static void site_put(struct branches *branches, const struct coverage_file *file,
                     const struct coverage_site *site) {
  struct tally tally = {0};
  tally_site(&tally, site);
  if (tally.count && site->kind != FASTCOV_SITE_SWITCH)
    condition_put(branches, site);
  for (size_t i = 0; site->kind == FASTCOV_SITE_SWITCH && i < site->outcome_count; i++)
    if (site->outcomes[i].why.reason == FASTCOV_REASON_COUNTED)
      case_put(branches, file, site, i);
}

// ---- Segments -----------------------------------------------------------------------------------

// Each run of lines that fared alike is text with a count; what follows it has none.
static void segments_put(struct buffer *out, const struct coverage_file *file) {
  const struct coverage_line *lines = file->lines;
  const char *separator = "";
  for (size_t begin = 0, end; begin < file->line_count; begin = end) {
    end = begin + 1;
    if (lines[begin].why.reason != FASTCOV_REASON_COUNTED)
      continue;
    while (end < file->line_count && lines[end].line == lines[end - 1].line + 1 &&
           lines[end].covered == lines[begin].covered &&
           lines[end].why.reason == FASTCOV_REASON_COUNTED)
      end++;
    put_format(out, "%s[%" PRIu32 ",1,%d,true,true,false],[%" PRIu32 ",%d,0,false,false,false]",
               separator, lines[begin].line, lines[begin].covered, lines[end - 1].line,
               LINE_END_COLUMN);
    separator = ",";
  }
}

// ---- Files and functions ------------------------------------------------------------------------

static void file_put(struct buffer *out, const struct coverage_file *file) {
  struct branches branches = {out, false};
  put_text(out, "{\"branches\":[");
  for (size_t i = 0; i < file->site_count; i++)
    site_put(&branches, file, &file->sites[i]);
  put_text(out, "],\"expansions\":[],\"filename\":");
  put_json(out, file->absolute);
  put_text(out, ",\"segments\":[");
  segments_put(out, file);
  put_text(out, "],\"summary\":");
  summary_put(out, &file->summary);
  put_text(out, "}");
}

static void function_put(struct buffer *out, const struct coverage_file *file,
                         const struct coverage_function *function) {
  put_format(out, "{\"branches\":[],\"count\":%d,\"filenames\":[", function->covered);
  put_json(out, file->absolute);
  put_text(out, "],\"name\":");
  put_json(out, function->name);
  put_format(out, ",\"regions\":[[%" PRIu32 ",%" PRIu32 ",%" PRIu32 ",%" PRIu32 ",%d,0,0,0]]}",
             function->line, function->column, function->line, function->column + 1,
             function->covered);
}

static void functions_put(struct buffer *out, const struct coverage *coverage) {
  const char *separator = "\n";
  for (size_t i = 0; i < coverage->file_count; i++) {
    const struct coverage_file *file = &coverage->files[i];
    for (size_t j = 0; j < file->function_count; j++) {
      if (file->functions[j].why.reason != FASTCOV_REASON_COUNTED)
        continue;
      put_text(out, separator);
      function_put(out, file, &file->functions[j]);
      separator = ",\n";
    }
  }
}

void llvm_json_write(const struct report *report, struct buffer *out) {
  const struct coverage *coverage = report->coverage;
  put_text(out, "{\"data\":[{\"files\":[");
  for (size_t i = 0; i < coverage->file_count; i++) {
    put_text(out, i ? ",\n" : "\n");
    file_put(out, &coverage->files[i]);
  }
  put_text(out, "],\n\"functions\":[");
  functions_put(out, coverage);
  put_text(out, "],\n\"totals\":");
  summary_put(out, &coverage->summary);
  put_text(out, "}],\n\"type\":\"llvm.coverage.json.export\",\"version\":\"2.0.1\"}\n");
}
