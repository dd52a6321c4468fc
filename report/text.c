// The report that people read: a table of files, on demand what each misses, and what the numbers
// rest on.
#include "file_choice.h"
#include "left_out.h"
#include "look_first.h"
#include "missing.h"
#include "percent.h"
#include "report.h"
#include "words.h"
#include "xmalloc.h"
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

// One row of the table, as it is printed.
#define FIGURES 3
struct row {
  char *path;
  char *parts[FIGURES]; // "10/12"
  char percents[FIGURES][PERCENT_TEXT_SIZE];
  enum style styles[FIGURES];
};

struct table {
  struct row *rows; // a heading first, the total last
  size_t count;
  bool colour;
  size_t path_width, part_widths[FIGURES], percent_width;
};

// How many names a line of the footer holds before it says how many more there are.
#define NAMES_SHOWN 5
// The table stays readable with paths as short as this, however narrow the terminal.
#define PATH_LEAST 16
// On a terminal, the lines of a summary beside its table, and the least that the table gets.
#define SUMMARY_HEIGHT 22
#define ROWS_LEAST 5

// ---- Rows ---------------------------------------------------------------------------------------

static char *part_text(const struct tally *tally) {
  return xasprintf("%" PRIu64 "/%" PRIu64, tally->covered, tally->count);
}

static enum style tally_style(const struct tally *tally) {
  if (!tally->count)
    return STYLE_SOFT;
  if (tally->covered == tally->count)
    return STYLE_GOOD;
  return tally->covered * 2 < tally->count ? STYLE_BAD : STYLE_PARTLY;
}

static struct row row_make(const char *path, const struct summary *summary, int precision) {
  const struct tally *tallies[FIGURES] = {&summary->branches, &summary->lines, &summary->functions};
  struct row row = {.path = xstrdup(path)};
  for (int i = 0; i < FIGURES; i++) {
    row.parts[i] = part_text(tallies[i]);
    percent_print(row.percents[i], tallies[i]->covered, tallies[i]->count, precision);
    row.styles[i] = tally_style(tallies[i]);
  }
  return row;
}

static struct row row_heading(void) {
  struct row row = {.path = xstrdup("File")};
  const char *const titles[FIGURES] = {"Branches", "Lines", "Functions"};
  for (int i = 0; i < FIGURES; i++) {
    row.parts[i] = xstrdup(titles[i]);
    strcpy(row.percents[i], "%");
  }
  return row;
}

// ---- The table ----------------------------------------------------------------------------------

static void widen(size_t *width, const char *text) {
  size_t size = strlen(text);
  *width = size > *width ? size : *width;
}

static void table_measure(struct table *table) {
  for (size_t i = 0; i < table->count; i++) {
    widen(&table->path_width, table->rows[i].path);
    for (int f = 0; f < FIGURES; f++) {
      widen(&table->part_widths[f], table->rows[i].parts[f]);
      widen(&table->percent_width, table->rows[i].percents[f]);
    }
  }
}

// Cuts paths at the left so that rows fit into `width` columns.
static void table_fit(struct table *table, size_t width) {
  size_t figures = 0;
  for (int f = 0; f < FIGURES; f++)
    figures += 2 + table->part_widths[f] + 2 + table->percent_width;
  size_t room = width > figures + PATH_LEAST ? width - figures : PATH_LEAST;
  if (table->path_width <= room)
    return;
  table->path_width = room;
  for (size_t i = 0; i < table->count; i++) {
    size_t size = strlen(table->rows[i].path);
    if (size <= room)
      continue;
    char *cut = xasprintf("...%s", table->rows[i].path + size - (room - 3));
    free(table->rows[i].path);
    table->rows[i].path = cut;
  }
}

// The heading and the total stand out; percentages have the colour of what they say.
static void row_print(FILE *out, const struct table *table, const struct row *row) {
  bool strong = row == table->rows || row == &table->rows[table->count - 1];
  fprintf(out, "%s%-*s%s", style_begin(table->colour && strong, STYLE_STRONG),
          (int)table->path_width, row->path, style_end(table->colour && strong));
  for (int f = 0; f < FIGURES; f++)
    fprintf(out, "  %*s  %s%*s%s", (int)table->part_widths[f], row->parts[f],
            style_begin(table->colour, row->styles[f]), (int)table->percent_width, row->percents[f],
            style_end(table->colour && row->styles[f]));
  fputc('\n', out);
}

static void row_free(struct row *row) {
  free(row->path);
  for (int f = 0; f < FIGURES; f++)
    free(row->parts[f]);
}

static void table_write(FILE *out, const struct report *report, const struct coverage_file **files,
                        size_t count) {
  struct table table = {.rows = xcalloc(count + 2, sizeof *table.rows),
                        .colour = report->view.colour};
  int precision = report->view.precision;
  table.rows[table.count++] = row_heading();
  for (size_t i = 0; i < count; i++)
    table.rows[table.count++] = row_make(files[i]->path, &files[i]->summary, precision);
  table.rows[table.count++] = row_make("TOTAL", &report->coverage->summary, precision);
  table_measure(&table);
  if (report->view.width)
    table_fit(&table, report->view.width);
  for (size_t i = 0; i < table.count; i++) {
    row_print(out, &table, &table.rows[i]);
    row_free(&table.rows[i]);
  }
  free(table.rows);
}

// ---- What is missing ----------------------------------------------------------------------------

static void missing_write(FILE *out, const struct coverage *coverage,
                          const struct quoting *quoting) {
  for (size_t i = 0; i < coverage->file_count; i++) {
    const struct coverage_file *file = &coverage->files[i];
    if (file_complete(file))
      continue;
    fputc('\n', out);
    missing_functions(out, file, SIZE_MAX);
    missing_outcomes(out, file, SIZE_MAX, quoting);
    missing_lines(out, file, SIZE_MAX);
  }
}

// Prints the texts, a line each, and frees them.
static void texts_write(FILE *out, struct texts *texts) {
  for (size_t i = 0; i < texts->count; i++)
    fprintf(out, "%s\n", texts->texts[i]);
  texts_free(texts);
}

static void left_out_list(FILE *out, const struct coverage *coverage) {
  const struct summary *summary = &coverage->summary;
  if (summary->branches.excluded || summary->lines.excluded || summary->functions.excluded)
    fputc('\n', out);
  for (size_t i = 0; i < coverage->file_count; i++) {
    struct texts names = left_out_names(&coverage->files[i]);
    texts_write(out, &names);
  }
}

// ---- The footer ---------------------------------------------------------------------------------

static const char *plural(size_t count, const char *one, const char *many) {
  return count == 1 ? one : many;
}

static void sum_write(FILE *out, const struct report *report) {
  const struct ledger *ledger = report->ledger;
  size_t shards = ledger_shards(ledger), processes = ledger_processes(ledger);
  size_t profiles = ledger_profiles(ledger);
  fprintf(out, "%zu %s of %zu %s, ", shards, plural(shards, "shard", "shards"), processes,
          plural(processes, "process", "processes"));
  if (ledger_fallbacks(ledger))
    fprintf(out, "%zu by fallback, ", ledger_fallbacks(ledger));
  if (profiles)
    fprintf(out, "%zu %s, ", profiles, plural(profiles, "profile", "profiles"));
  fprintf(out, "%zu %s, %zu %s", report->image_count,
          plural(report->image_count, "image", "images"), report->unit_count,
          plural(report->unit_count, "unit", "units"));
  if (report->context_count)
    fprintf(out, ", %zu %s", report->context_count,
            plural(report->context_count, "context", "contexts"));
  fputc('\n', out);
}

static void names_write(FILE *out, const struct ledger *ledger, enum ledger_list list,
                        const char *one, const char *many) {
  size_t count = ledger_count(ledger, list);
  if (!count)
    return;
  fprintf(out, "%zu %s:", count, plural(count, one, many));
  for (size_t i = 0; i < count && i < NAMES_SHOWN; i++)
    fprintf(out, "%s %s", i ? "," : "", ledger_entry(ledger, list, i));
  if (count > NAMES_SHOWN)
    fprintf(out, ", and %zu more", count - NAMES_SHOWN);
  fputc('\n', out);
}

static void footer_write(FILE *out, const struct report *report, size_t files_chosen) {
  size_t skipped = report->coverage->file_count - files_chosen;
  fputc('\n', out);
  if (skipped)
    fprintf(out, "%zu %s that %s nothing not shown\n", skipped, plural(skipped, "file", "files"),
            plural(skipped, "misses", "miss"));
  struct texts sums = left_out_sums(report->coverage);
  texts_write(out, &sums);
  names_write(out, report->ledger, LEDGER_SKIPPED, "source left alone by the compiler's options",
              "sources left alone by the compiler's options");
  names_write(out, report->ledger, LEDGER_UNINSTRUMENTED, "source not instrumented",
              "sources not instrumented");
  names_write(out, report->ledger, LEDGER_NEVER_RAN, "image never ran", "images never ran");
  names_write(out, report->ledger, LEDGER_DIFF, "diff, and nothing but the lines that it adds",
              "diffs");
  names_write(out, report->ledger, LEDGER_IMPORTED, "file of another tool added",
              "files of other tools added");
  sum_write(out, report);
}

// How many rows a table may have that shares its screen with the rest of a summary.
static size_t rows_most(const struct report *report) {
  size_t height = report->view.height;
  if (!height || report->view.show_missing)
    return SIZE_MAX;
  return height > SUMMARY_HEIGHT + ROWS_LEAST ? height - SUMMARY_HEIGHT : ROWS_LEAST;
}

void text_write(FILE *out, const struct report *report) {
  size_t count;
  const struct coverage_file **files = files_choose(report, &count);
  struct quoting quoting = {report->sources, report->view.width, report->view.colour};
  size_t most = rows_most(report);
  table_write(out, report, files, count < most ? count : most);
  if (count > most)
    fprintf(out, "(%zu files more, which a pipe or --html shows)\n", count - most);
  if (report->view.show_missing)
    missing_write(out, report->coverage, &quoting);
  else
    look_first_write(out, report, &quoting);
  if (report->view.show_excluded)
    left_out_list(out, report->coverage);
  footer_write(out, report, count);
  free(files);
}
