// The report for other programs. docs/format.md describes the schema, "The JSON report".
//
// Written as text right away, the larger part of it being keys and small numbers: building a tree
// and printing that took most of the time of the whole program.
#include "formats.h"
#include "percent.h"
#include "put.h"
#include "words.h"
#include "xmalloc.h"
#include <stdlib.h>
#include <string.h>

struct writer {
  struct buffer *out;
  const struct report *report;
  // The sets of contexts in the order of their first use, which does not depend on that of the
  // units: where each set came to stand, plus one, and which sets those are.
  uint32_t *positions, *sets;
  size_t set_count;
};

// ---- Members ------------------------------------------------------------------------------------

// `key` is all that stands before the value: "{\"line\":", ",\"covered\":".
static void number_put(struct buffer *out, const char *key, uint64_t number) {
  put_text(out, key);
  put_number(out, number);
}

static void text_put(struct buffer *out, const char *key, const char *text) {
  put_text(out, key);
  put_json(out, text);
}

static void bool_put(struct buffer *out, const char *key, bool value) {
  put_text(out, key);
  put_text(out, value ? "true" : "false");
}

static void name_put(struct buffer *out, const char *key, char *text) {
  text_put(out, key, text);
  free(text);
}

static void excluded_put(struct buffer *out, struct reason why) {
  if (why.reason != FASTCOV_REASON_COUNTED)
    name_put(out, ",\"excluded\":", reason_words(why));
}

static void contexts_put(struct writer *writer, uint32_t set) {
  if (!set)
    return;
  if (!writer->positions[set]) {
    writer->sets[writer->set_count] = set;
    writer->positions[set] = (uint32_t)++writer->set_count;
  }
  number_put(writer->out, ",\"contexts\":", writer->positions[set] - 1);
}

// ---- Totals -------------------------------------------------------------------------------------

// A number in JSON has no zeros at its end.
static void percent_put(struct buffer *out, const struct tally *tally, int precision) {
  char text[PERCENT_TEXT_SIZE];
  if (!tally->count) {
    put_text(out, "null");
    return;
  }
  percent_print(text, tally->covered, tally->count, precision);
  size_t size = strlen(text);
  while (strchr(text, '.') && (text[size - 1] == '0' || text[size - 1] == '.'))
    text[--size] = 0;
  put_text(out, text);
}

static void tally_put(struct buffer *out, const char *key, const struct tally *tally,
                      int precision) {
  put_text(out, key);
  number_put(out, "{\"count\":", tally->count);
  number_put(out, ",\"covered\":", tally->covered);
  put_text(out, ",\"percent\":");
  percent_put(out, tally, precision);
  number_put(out, ",\"excluded\":", tally->excluded);
  put_text(out, "}");
}

static void totals_put(struct writer *writer, const struct summary *summary) {
  int precision = writer->report->view.precision;
  tally_put(writer->out, "\"totals\":{\"branches\":", &summary->branches, precision);
  tally_put(writer->out, ",\"lines\":", &summary->lines, precision);
  tally_put(writer->out, ",\"functions\":", &summary->functions, precision);
  put_text(writer->out, "}");
}

// ---- Files --------------------------------------------------------------------------------------

// `site_path`: of the file that the site is in.
static void outcome_put(struct writer *writer, const char *site_path,
                        const struct coverage_outcome *outcome) {
  struct buffer *out = writer->out;
  name_put(out, "{\"name\":", outcome_name(outcome));
  if (outcome->path && strcmp(outcome->path, site_path))
    text_put(out, ",\"path\":", outcome->path);
  if (outcome->line) {
    number_put(out, ",\"line\":", outcome->line);
    number_put(out, ",\"column\":", outcome->column);
  }
  bool_put(out, ",\"covered\":", outcome->covered);
  excluded_put(out, outcome->why);
  contexts_put(writer, outcome->contexts);
  put_text(out, "}");
}

static void macro_put(struct buffer *out, const struct coverage_site *site) {
  text_put(out, ",\"macro\":{\"name\":", site->macro);
  text_put(out, ",\"path\":", site->macro_path);
  number_put(out, ",\"line\":", site->macro_line);
  number_put(out, ",\"column\":", site->macro_column);
  if (site->argument_path) {
    text_put(out, ",\"argument\":{\"path\":", site->argument_path);
    number_put(out, ",\"line\":", site->argument_line);
    number_put(out, ",\"column\":", site->argument_column);
    put_text(out, "}");
  }
  put_text(out, "}");
}

// Of a function, `covered` is one truth value; of a site, a list of them.
static void instantiations_put(struct buffer *out, const struct coverage_instantiations *of,
                               bool is_site) {
  put_text(out, ",\"instantiations\":[");
  for (size_t i = 0; i < of->count; i++) {
    const struct coverage_instantiation *instantiation = &of->each[i];
    text_put(out, i ? ",{\"function\":" : "{\"function\":", instantiation->name);
    text_put(out, ",\"linkage_name\":", instantiation->linkage_name);
    put_text(out, is_site ? ",\"covered\":[" : ",\"covered\":");
    for (size_t j = 0; j < instantiation->outcome_count; j++)
      bool_put(out, j ? "," : "", instantiation->covered[j]);
    put_text(out, is_site ? "]}" : "}");
  }
  put_text(out, "]");
}

static void site_put(struct writer *writer, const char *path, const struct coverage_site *site) {
  struct buffer *out = writer->out;
  text_put(out, "{\"kind\":", site_kind_word(site->kind));
  text_put(out, ",\"function\":", site->function);
  number_put(out, ",\"line\":", site->line);
  number_put(out, ",\"column\":", site->column);
  number_put(out, ",\"end_line\":", site->end_line);
  number_put(out, ",\"end_column\":", site->end_column);
  if (site->macro)
    macro_put(out, site);
  put_text(out, ",\"outcomes\":[");
  for (size_t i = 0; i < site->outcome_count; i++) {
    put_text(out, i ? "," : "");
    outcome_put(writer, path, &site->outcomes[i]);
  }
  put_text(out, "]");
  if (site->instantiations.count)
    instantiations_put(out, &site->instantiations, true);
  put_text(out, "}");
}

static void function_put(struct writer *writer, const struct coverage_function *function) {
  text_put(writer->out, "{\"name\":", function->name);
  number_put(writer->out, ",\"line\":", function->line);
  bool_put(writer->out, ",\"covered\":", function->covered);
  excluded_put(writer->out, function->why);
  contexts_put(writer, function->contexts);
  if (function->instantiations.count)
    instantiations_put(writer->out, &function->instantiations, false);
  put_text(writer->out, "}");
}

static void file_put(struct writer *writer, const struct coverage_file *file) {
  struct buffer *out = writer->out;
  text_put(out, "{\"path\":", file->path);
  put_text(out, ",");
  totals_put(writer, &file->summary);
  put_text(out, ",\"sites\":[");
  for (size_t i = 0; i < file->site_count; i++) {
    put_text(out, i ? "," : "");
    site_put(writer, file->path, &file->sites[i]);
  }
  put_text(out, "],\"functions\":[");
  for (size_t i = 0; i < file->function_count; i++) {
    put_text(out, i ? "," : "");
    function_put(writer, &file->functions[i]);
  }
  put_text(out, "],\"lines\":[");
  for (size_t i = 0; i < file->line_count; i++) {
    number_put(out, i ? ",{\"line\":" : "{\"line\":", file->lines[i].line);
    bool_put(out, ",\"covered\":", file->lines[i].covered);
    excluded_put(out, file->lines[i].why);
    put_text(out, "}");
  }
  put_text(out, "]}");
}

static void files_put(struct writer *writer) {
  const struct coverage *coverage = writer->report->coverage;
  put_text(writer->out, "\"files\":[");
  for (size_t i = 0; i < coverage->file_count; i++) {
    put_text(writer->out, i ? ",\n" : "\n");
    file_put(writer, &coverage->files[i]);
  }
  put_text(writer->out, "]");
}

// ---- Contexts -----------------------------------------------------------------------------------

static void set_put(struct buffer *out, const struct context_sets *contexts, uint32_t set) {
  const char *before = "[";
  for (size_t at = 0; (at = context_sets_next(contexts, set, at)) != SIZE_MAX; at++) {
    number_put(out, before, at);
    before = ",";
  }
  put_text(out, "]");
}

static void context_sets_put(struct writer *writer) {
  const struct context_sets *contexts = writer->report->coverage->contexts;
  struct buffer *out = writer->out;
  put_text(out, "\"contexts\":[");
  for (size_t i = 0; contexts && i < context_sets_count(contexts); i++)
    text_put(out, i ? "," : "", context_sets_name(contexts, i));
  put_text(out, "],\n\"context_sets\":[");
  for (size_t i = 0; i < writer->set_count; i++) {
    put_text(out, i ? ",\n" : "\n");
    set_put(out, contexts, writer->sets[i]);
  }
  put_text(out, "]");
}

// ---- The ledger ---------------------------------------------------------------------------------

static void list_put(struct writer *writer, const char *key, enum ledger_list list) {
  const struct ledger *ledger = writer->report->ledger;
  put_text(writer->out, key);
  put_text(writer->out, "[");
  for (size_t i = 0; i < ledger_count(ledger, list); i++)
    text_put(writer->out, i ? "," : "", ledger_entry(ledger, list, i));
  put_text(writer->out, "]");
}

static void ledger_put(struct writer *writer) {
  const struct ledger *ledger = writer->report->ledger;
  number_put(writer->out, "\"ledger\":{\"shards\":", ledger_shards(ledger));
  number_put(writer->out, ",\"processes\":", ledger_processes(ledger));
  number_put(writer->out, ",\"fallbacks\":", ledger_fallbacks(ledger));
  list_put(writer, ",\"damaged\":", LEDGER_DAMAGED);
  list_put(writer, ",\"missing\":", LEDGER_MISSING);
  list_put(writer, ",\"stale\":", LEDGER_STALE);
  list_put(writer, ",\"contradicted\":", LEDGER_CONTRADICTED);
  list_put(writer, ",\"needless\":", LEDGER_NEEDLESS);
  list_put(writer, ",\"skipped\":", LEDGER_SKIPPED);
  list_put(writer, ",\"uninstrumented\":", LEDGER_UNINSTRUMENTED);
  list_put(writer, ",\"never_ran\":", LEDGER_NEVER_RAN);
  list_put(writer, ",\"imported\":", LEDGER_IMPORTED);
  list_put(writer, ",\"diff\":", LEDGER_DIFF);
  put_text(writer->out, "}");
}

void json_write(const struct report *report, struct buffer *out) {
  const struct context_sets *contexts = report->coverage->contexts;
  size_t sets = contexts ? context_sets_total(contexts) : 0;
  struct writer writer = {.out = out,
                          .report = report,
                          .positions = xcalloc(sets, sizeof(uint32_t)),
                          .sets = xcalloc(sets, sizeof(uint32_t))};
  put_text(out, "{\"format\":\"fastcov\",\"version\":1,\n");
  totals_put(&writer, &report->coverage->summary);
  put_text(out, ",\n");
  files_put(&writer);
  put_text(out, ",\n");
  context_sets_put(&writer);
  put_text(out, ",\n");
  ledger_put(&writer);
  put_text(out, "}\n");
  free(writer.positions);
  free(writer.sets);
}
