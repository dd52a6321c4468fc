// See html_overview.h.
#include "html_overview.h"
#include "html_contexts.h"
#include "html_tree.h"
#include "left_out.h"
#include "percent.h"
#include "treemap.h"
#include "words.h"
#include "xmalloc.h"
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

// How many files are named as those to start with, and how many entries a list of the ledger shows.
#define WORST_SHOWN 8
#define ENTRIES_SHOWN 500

// ---- Totals -------------------------------------------------------------------------------------

static void card_write(struct html *html, const char *title, const struct tally *tally) {
  struct buffer *out = &html->out;
  char percent[PERCENT_TEXT_SIZE];
  percent_print(percent, tally->covered, tally->count, html->report->view.precision);
  put_format(out, "<div class=\"card q%d\"><dt>%s</dt><dd>", html_grade(tally), title);
  if (!tally->count) {
    put_text(out, "<b class=z>none</b></dd></div>\n");
    return;
  }
  put_format(out, "<b>%s<small>%%</small></b>", percent);
  html_bar(html, tally);
  put_format(out, "<span>%" PRIu64 " of %" PRIu64, tally->covered, tally->count);
  if (tally->covered < tally->count)
    put_format(out, ", %" PRIu64 " missing", tally->count - tally->covered);
  if (tally->excluded)
    put_format(out, "; %" PRIu64 " left out", tally->excluded);
  put_text(out, "</span></dd></div>\n");
}

static void totals_write(struct html *html) {
  const struct summary *summary = &html->report->coverage->summary;
  put_text(&html->out, "<dl class=cards>\n");
  card_write(html, "Branch outcomes", &summary->branches);
  card_write(html, "Lines", &summary->lines);
  card_write(html, "Functions", &summary->functions);
  put_text(&html->out, "</dl>\n");
}

// ---- Where to start -----------------------------------------------------------------------------

static uint64_t missing(const struct tally *tally) { return tally->count - tally->covered; }

// Most missed outcomes first, then most missed lines.
static int by_missing(const void *left, const void *right) {
  const struct coverage_file *a = *(const struct coverage_file *const *)left;
  const struct coverage_file *b = *(const struct coverage_file *const *)right;
  uint64_t x = missing(&a->summary.branches), y = missing(&b->summary.branches);
  if (x == y) {
    x = missing(&a->summary.lines);
    y = missing(&b->summary.lines);
  }
  return x != y ? (x < y ? 1 : -1) : strcmp(a->path, b->path);
}

static void worst_row(struct html *html, const struct coverage_file *file) {
  size_t number = (size_t)(file - html->report->coverage->files);
  put_text(&html->out, "<li><a href=\"");
  html_address(html, number, 0);
  put_text(&html->out, "\">");
  html_string(&html->out, file->path);
  put_text(&html->out, "</a> <span>");
  html_count(html, missing(&file->summary.branches), "outcome", "outcomes");
  put_text(&html->out, ", ");
  html_count(html, missing(&file->summary.lines), "line", "lines");
  put_text(&html->out, "</span>\n");
}

static void worst_write(struct html *html) {
  const struct coverage *coverage = html->report->coverage;
  const struct coverage_file **files = xcalloc(coverage->file_count, sizeof *files);
  for (size_t i = 0; i < coverage->file_count; i++)
    files[i] = &coverage->files[i];
  if (coverage->file_count)
    qsort(files, coverage->file_count, sizeof *files, by_missing);
  put_text(&html->out, "<section aria-labelledby=start><h2 id=start>Where most is missing</h2>\n"
                       "<ol class=worst>\n");
  size_t shown = 0;
  while (shown < coverage->file_count && shown < WORST_SHOWN &&
         missing(&files[shown]->summary.branches) + missing(&files[shown]->summary.lines))
    worst_row(html, files[shown++]);
  put_text(&html->out, "</ol>");
  if (!coverage->file_count)
    put_text(&html->out, "<p>There are no data: nothing was measured.</p>");
  else if (!shown)
    put_text(&html->out, "<p>Nothing that counts is missing.</p>");
  put_text(&html->out, "</section>\n");
  free(files);
}

// ---- The picture --------------------------------------------------------------------------------

static void picture_write(struct html *html) {
  static const char *const grades[] = {"0%",        "under 50%",  "under 75%",
                                       "under 90%", "under 100%", "100%"};
  if (!html->report->coverage->summary.branches.count &&
      !html->report->coverage->summary.lines.count)
    return;
  put_text(&html->out, "<section aria-labelledby=map><h2 id=map>Picture</h2>\n"
                       "<p class=note>A tile for each file: its area is the number of its lines "
                       "and branch outcomes, its colour the part of the outcomes that ran.</p>\n");
  treemap_write(html);
  put_text(&html->out, "<ul class=legend>");
  for (int i = 0; i < 6; i++)
    put_format(&html->out, "<li><i class=q%d></i>%s", i, grades[i]);
  put_text(&html->out, "</ul></section>\n");
}

// ---- What is left out ---------------------------------------------------------------------------

static void reasons_write(struct html *html) {
  struct texts sums = left_out_sums(html->report->coverage);
  if (sums.count)
    put_text(&html->out, "<section aria-labelledby=out><h2 id=out>Left out of the count</h2>\n"
                         "<ul class=reasons>\n");
  for (size_t i = 0; i < sums.count; i++)
    put_format(&html->out, "<li>%s\n", sums.texts[i]);
  if (sums.count)
    put_text(&html->out,
             "</ul><p class=note>Each file's page names them one by one.</p></section>\n");
  texts_free(&sums);
}

// ---- What the numbers rest on -------------------------------------------------------------------

// A list of `count` entries, of which the first ENTRIES_SHOWN are written in between.
static void list_begin(struct html *html, const char *title, bool bad, size_t count) {
  put_format(&html->out, "<details%s><summary>%s: %zu</summary><ul>\n", bad ? " class=w open" : "",
             title, count);
}

static void list_end(struct html *html, size_t count) {
  if (count > ENTRIES_SHOWN)
    put_format(&html->out, "<li>and %zu more\n", count - ENTRIES_SHOWN);
  put_text(&html->out, "</ul></details>\n");
}

static void names_write(struct html *html, const char *title, bool bad, const char *const *names,
                        size_t count) {
  if (!count)
    return;
  list_begin(html, title, bad, count);
  for (size_t i = 0; i < count && i < ENTRIES_SHOWN; i++) {
    put_text(&html->out, "<li>");
    html_string(&html->out, names[i]);
    put_text(&html->out, "\n");
  }
  list_end(html, count);
}

static void entries_write(struct html *html, enum ledger_list list, const char *title, bool bad) {
  const struct ledger *ledger = html->report->ledger;
  size_t count = ledger_count(ledger, list);
  const char **names = xcalloc(count, sizeof *names);
  for (size_t i = 0; i < count; i++)
    names[i] = ledger_entry(ledger, list, i);
  names_write(html, title, bad, names, count);
  free(names);
}

// The tests that left shards.
static void contexts_write(struct html *html) {
  const struct coverage *coverage = html->report->coverage;
  if (!coverage->contexts)
    return;
  size_t count = context_sets_count(coverage->contexts);
  uint64_t *outcomes = html_contexts_count(coverage, coverage->files, coverage->file_count);
  list_begin(html, "Tests", false, count);
  for (size_t i = 0; i < count && i < ENTRIES_SHOWN; i++) {
    put_text(&html->out, "<li>");
    html_string(&html->out, context_sets_name(coverage->contexts, i));
    html_contexts_covers(html, outcomes[i]);
    put_text(&html->out, "\n");
  }
  list_end(html, count);
  free(outcomes);
}

static void ledger_write(struct html *html) {
  const struct report *report = html->report;
  put_text(&html->out,
           "<section aria-labelledby=rest><h2 id=rest>What the numbers rest on</h2>\n<p>");
  html_count(html, ledger_shards(report->ledger), "shard", "shards");
  put_text(&html->out, " of ");
  html_count(html, ledger_processes(report->ledger), "process", "processes");
  put_text(&html->out, ", ");
  html_count(html, ledger_profiles(report->ledger), "profile", "profiles");
  put_text(&html->out, ", ");
  html_count(html, report->image_count, "image", "images");
  put_text(&html->out, ", ");
  html_count(html, report->unit_count, "unit", "units");
  put_text(&html->out, ". fastcov records whether something ran, not how often.</p>\n");
  entries_write(html, LEDGER_DAMAGED, "Damaged", true);
  entries_write(html, LEDGER_MISSING, "Missing", true);
  entries_write(html, LEDGER_STALE, "Stale or missing", true);
  entries_write(html, LEDGER_CONTRADICTED, "Ran although marked unreachable", true);
  entries_write(html, LEDGER_NEEDLESS, "Ran although left out one by one", true);
  entries_write(html, LEDGER_UNINSTRUMENTED, "Compiled without fastcov", true);
  entries_write(html, LEDGER_SKIPPED, "Left alone by the compiler's options", false);
  entries_write(html, LEDGER_NEVER_RAN, "Images that never ran", false);
  contexts_write(html);
  put_text(&html->out, "</section>\n");
}

void html_overview(struct html *html) {
  totals_write(html);
  worst_write(html);
  html_tree(html);
  picture_write(html);
  reasons_write(html);
  ledger_write(html);
}
