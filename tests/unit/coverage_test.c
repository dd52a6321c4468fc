// Units that share sources: what is the same, what counts, and that the order of units is no
// matter.
#include "coverage.h"
#include "facts.h"
#include "formats.h"
#include "line_set.h"
#include "map_writer.h"
#include <stdlib.h>
#include <string.h>

// What the units below differ in.
struct unit {
  uint32_t true_reason, false_reason; // of the `if`
  const char *reason_text;
  const char *function;
  bool cases_swapped;
  const char *macro; // of the second site
  uint32_t argument_column;
  uint32_t ordinal;
  bool ran;
};

static uint32_t name(struct map_writer *writer, const char *text) {
  return map_writer_name(writer, text, strlen(text));
}

static void sites_write(struct map_writer *writer, const struct unit *unit, uint32_t file) {
  uint32_t text = name(writer, unit->reason_text), a = name(writer, "A"), b = name(writer, "B");
  struct map_span first = {file, 3, 7, 3, 8}, second = {file, 5, 7, 5, 12};
  struct map_span third = {file, 7, 3, 9, 4}, definition = {file, 1, 1, 1, 5};
  struct map_outcome outcomes[] = {
      {.kind = FASTCOV_OUTCOME_TRUE, .why = {unit->true_reason, text}, .ran = 1},
      {.kind = FASTCOV_OUTCOME_FALSE, .why = {unit->false_reason, text}, .ran = 2}};
  struct map_outcome plain[] = {{.kind = FASTCOV_OUTCOME_TRUE, .ran = 1},
                                {.kind = FASTCOV_OUTCOME_FALSE}};
  struct map_outcome cases[] = {
      {.kind = FASTCOV_OUTCOME_CASE, .label = a, .ran = 1, .file = file, .line = 8, .column = 3},
      {.kind = FASTCOV_OUTCOME_CASE, .label = b, .ran = 2, .file = file, .line = 8, .column = 9}};
  struct map_outcome swapped[] = {cases[1], cases[0]};
  struct map_macro macro = {name(writer, unit->macro ? unit->macro : ""),
                            definition,
                            unit->argument_column != 0,
                            file,
                            5,
                            unit->argument_column};
  map_writer_site(writer, FASTCOV_SITE_IF, 0, first, NULL, 0, outcomes, 2);
  map_writer_site(writer, FASTCOV_SITE_IF, 0, second, unit->macro ? &macro : NULL, unit->ordinal,
                  plain, 2);
  map_writer_site(writer, FASTCOV_SITE_SWITCH, 0, third, NULL, 0,
                  unit->cases_swapped ? swapped : cases, 2);
}

// Adds the unit; its flag 0 is set if it ran.
static void unit_add(struct coverage_builder *builder, const struct unit *unit) {
  struct map_writer *writer = map_writer_new(2, "a.c", "/src");
  uint32_t file = map_writer_file(writer, "a.c", 100, 0);
  uint32_t function = name(writer, unit->function);
  struct map_span body = {file, 2, 1, 10, 2};
  map_writer_function(writer, &(struct map_function){.name = function,
                                                     .instance = function,
                                                     .linkage_name = function,
                                                     .flags = FASTCOV_FUNCTION_EMITTED,
                                                     .body = body,
                                                     .ran = 1});
  map_writer_lines(writer, file, (struct map_line[]){{.line = 2, .ran = 1}, {.line = 3, .ran = 2}},
                   2);
  sites_write(writer, unit, file);
  unsigned char id[FASTCOV_UNIT_ID_SIZE], flags[2] = {unit->ran ? FASTCOV_FLAG_SET : 0, 0};
  size_t size;
  const unsigned char *bytes = map_writer_finish(writer, &size, id);
  struct cursor in = cursor_over(bytes, size);
  struct map_chunk chunk;
  struct fault fault;
  struct unit_map map = {0};
  map_chunk_next(&in, &chunk, &fault);
  unit_map_read(&chunk, &map, &fault);
  bool *ran = unit_map_evaluate(&map, flags);
  coverage_builder_add(builder, &map, ran, NULL);
  free(ran);
  unit_map_free(&map);
  map_writer_free(writer);
}

static struct coverage *coverage_of(const struct source_paths *paths, const struct unit *units,
                                    size_t count, bool backwards) {
  struct coverage_builder *builder = coverage_builder_new(paths, true);
  for (size_t i = 0; i < count; i++)
    unit_add(builder, &units[backwards ? count - 1 - i : i]);
  return coverage_finish(builder);
}

static char *json_of(const struct coverage *coverage) {
  struct ledger *ledger = ledger_new();
  struct report report = {.coverage = coverage, .ledger = ledger, .view = {.precision = 2}};
  struct buffer out = {0};
  json_write(&report, &out);
  buffer_bytes(&out, "", 1);
  ledger_free(ledger);
  return (char *)out.data;
}

static const struct unit usual = {.reason_text = "", .function = "f"};

// The reason that the outcome of two units bears after they are merged.
static uint32_t reasons_join(const struct source_paths *paths, uint32_t one, uint32_t two) {
  struct unit units[2] = {usual, usual};
  units[0].true_reason = one;
  units[1].true_reason = two;
  struct coverage *coverage = coverage_of(paths, units, 2, false);
  uint32_t reason = coverage->files[0].sites[0].outcomes[0].why.reason;
  coverage_free(coverage);
  return reason;
}

static void reasons_check(const struct source_paths *paths) {
  const uint32_t counted = FASTCOV_REASON_COUNTED, folded = FASTCOV_REASON_FOLDED;
  fact("what one unit counts counts", reasons_join(paths, folded, counted) == counted &&
                                          reasons_join(paths, counted, folded) == counted);
  fact("what every unit leaves out is left out", reasons_join(paths, folded, folded) == folded);
  fact("what the user says outweighs what we recognised",
       reasons_join(paths, folded, FASTCOV_REASON_TEXT) == FASTCOV_REASON_TEXT &&
           reasons_join(paths, FASTCOV_REASON_TEXT, folded) == FASTCOV_REASON_TEXT);
  fact("a promise never to run outweighs all else but counting",
       reasons_join(paths, FASTCOV_REASON_UNREACHABLE_TEXT, FASTCOV_REASON_TEXT) ==
               FASTCOV_REASON_UNREACHABLE_TEXT &&
           reasons_join(paths, FASTCOV_REASON_UNREACHABLE_TEXT, counted) == counted);
}

static size_t sites_joined(const struct source_paths *paths, const struct unit *other) {
  struct unit units[2] = {usual, *other};
  struct coverage *coverage = coverage_of(paths, units, 2, false);
  size_t count = coverage->files[0].site_count;
  coverage_free(coverage);
  return count;
}

static void identity_check(const struct source_paths *paths) {
  struct unit other = usual;
  fact("the same sites are one", sites_joined(paths, &other) == 3);
  other.cases_swapped = true;
  fact("so they are with their cases in another order", sites_joined(paths, &other) == 3);
  other.macro = "M";
  fact("a site in a macro is not the one without", sites_joined(paths, &other) == 4);
  struct unit units[5] = {other, other, other, other, other};
  units[1].macro = "N";
  units[2].argument_column = 9;
  units[3].argument_column = 10;
  units[4].ordinal = 1;
  struct coverage *coverage = coverage_of(paths, units, 5, false);
  fact("macro, argument and ordinal tell sites apart", coverage->files[0].site_count == 7);
  fact("and functions are told apart by name only", coverage->files[0].function_count == 1);
  coverage_free(coverage);
}

static void union_check(const struct source_paths *paths) {
  struct unit units[2] = {usual, usual};
  units[0].ran = true;
  units[1].function = "a";
  struct coverage *coverage = coverage_of(paths, units, 2, false);
  const struct coverage_file *file = &coverage->files[0];
  fact("what ran in one unit ran", file->sites[0].outcomes[0].covered &&
                                       !file->sites[0].outcomes[1].covered &&
                                       file->lines[0].covered && !file->lines[1].covered);
  fact("a site of several functions names the first", !strcmp(file->sites[0].function, "a"));
  fact("functions of different names are two",
       file->function_count == 2 && !file->functions[0].covered && file->functions[1].covered);
  fact("counts are of outcomes, lines and functions",
       file->summary.branches.count == 6 && file->summary.branches.covered == 3 &&
           file->summary.lines.count == 2 && file->summary.functions.count == 2);
  coverage_free(coverage);
}

// All that units can differ in, at once, both ways round.
static void order_check(const struct source_paths *paths) {
  struct unit units[6] = {usual, usual, usual, usual, usual, usual};
  units[0].true_reason = FASTCOV_REASON_TEXT, units[0].reason_text = "why";
  units[0].false_reason = FASTCOV_REASON_ASSERT;
  units[1].true_reason = FASTCOV_REASON_TEXT, units[1].reason_text = "because";
  units[1].false_reason = FASTCOV_REASON_FOLDED;
  units[2].true_reason = units[3].true_reason = units[4].true_reason = FASTCOV_REASON_TEXT;
  units[5].true_reason = FASTCOV_REASON_TEXT;
  units[2].macro = "M", units[2].function = "b", units[2].ran = true;
  units[3].macro = "L", units[3].cases_swapped = true;
  units[4].macro = "M", units[4].argument_column = 20;
  units[5].macro = "M", units[5].argument_column = 4, units[5].function = "a";
  struct coverage *forth = coverage_of(paths, units, 6, false);
  struct coverage *back = coverage_of(paths, units, 6, true);
  char *one = json_of(forth), *two = json_of(back);
  fact("the order of units changes no byte of the report", !strcmp(one, two));
  free(one);
  free(two);
  coverage_free(forth);
  coverage_free(back);
}

static void unselected_check(void) {
  struct source_paths *paths = source_paths_new("/");
  source_paths_exclude(paths, "*a.c");
  struct coverage *coverage = coverage_of(paths, &usual, 1, false);
  fact("a file that is not selected leaves nothing",
       coverage->file_count == 0 && coverage->summary.branches.count == 0);
  coverage_free(coverage);
  source_paths_free(paths);
}

// Stretches of lines in any order, many of them again and again, against a table of all lines.
static void lines_check(void) {
  enum { LINES = 5000 };
  static bool code[LINES], ran[LINES];
  struct line_set set = {0};
  uint32_t random = 1;
  for (int i = 0; i < 3000; i++) {
    random = random * 1664525 + 1013904223;
    uint32_t line = 1 + (random >> 8) % (i % 3 ? 200 : LINES - 10), length = 1 + random % 9;
    bool covered = random >> 31;
    line_set_add(&set, line, length, covered, (struct reason){0});
    for (uint32_t j = line; j < line + length; j++)
      code[j] = true, ran[j] |= covered;
  }
  line_set_compact(&set);
  size_t found = 0;
  bool same = true;
  for (uint32_t line = 0; line < LINES; line++) {
    if (!code[line])
      continue;
    same &= found < set.count && line_set_line(&set, found) == line &&
            line_set_covered(&set, found) == ran[line];
    found++;
  }
  fact("lines that come in any order, again and again, are each there once",
       same && found == set.count);
  line_set_free(&set);
}

int main(void) {
  struct source_paths *paths = source_paths_new("/");
  reasons_check(paths);
  identity_check(paths);
  union_check(paths);
  order_check(paths);
  unselected_check();
  lines_check();
  source_paths_free(paths);
  return facts_end();
}
