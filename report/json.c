// The report for other programs. docs/format.md describes the schema, "The JSON report".
#include "formats.h"
#include "percent.h"
#include "put.h"
#include "words.h"
#include <cjson/cJSON.h>
#include <stdlib.h>
#include <string.h>

static cJSON *text_json(const char *text) {
  struct buffer valid = {0};
  put_utf8(&valid, text);
  buffer_bytes(&valid, "", 1);
  cJSON *json = cJSON_CreateString((const char *)valid.data);
  free(valid.data);
  return json;
}

static void text_add(cJSON *object, const char *key, const char *text) {
  cJSON_AddItemToObjectCS(object, key, text_json(text));
}

static void number_add(cJSON *object, const char *key, uint64_t number) {
  cJSON_AddItemToObjectCS(object, key, cJSON_CreateNumber((double)number));
}

static void bool_add(cJSON *object, const char *key, bool value) {
  cJSON_AddItemToObjectCS(object, key, cJSON_CreateBool(value));
}

static cJSON *array_add(cJSON *object, const char *key) {
  cJSON *array = cJSON_CreateArray();
  cJSON_AddItemToObjectCS(object, key, array);
  return array;
}

static cJSON *object_append(cJSON *array) {
  cJSON *object = cJSON_CreateObject();
  cJSON_AddItemToArray(array, object);
  return object;
}

static cJSON *tally_json(const struct tally *tally, int precision) {
  cJSON *json = cJSON_CreateObject();
  char percent[PERCENT_TEXT_SIZE];
  percent_print(percent, tally->covered, tally->count, precision);
  number_add(json, "count", tally->count);
  number_add(json, "covered", tally->covered);
  cJSON_AddItemToObjectCS(json, "percent",
                          tally->count ? cJSON_CreateNumber(strtod(percent, NULL))
                                       : cJSON_CreateNull());
  number_add(json, "excluded", tally->excluded);
  return json;
}

static cJSON *totals_json(const struct summary *summary, int precision) {
  cJSON *totals = cJSON_CreateObject();
  cJSON_AddItemToObjectCS(totals, "branches", tally_json(&summary->branches, precision));
  cJSON_AddItemToObjectCS(totals, "lines", tally_json(&summary->lines, precision));
  cJSON_AddItemToObjectCS(totals, "functions", tally_json(&summary->functions, precision));
  return totals;
}

static void excluded_add(cJSON *json, uint32_t reason, const char *text) {
  if (reason == FASTCOV_REASON_COUNTED)
    return;
  char *words = reason_words(reason, text);
  text_add(json, "excluded", words);
  free(words);
}

// `site_path`: of the file that the site is in.
static void outcome_fill(cJSON *json, const char *site_path,
                         const struct coverage_outcome *outcome) {
  char *name = outcome_name(outcome);
  text_add(json, "name", name);
  free(name);
  if (outcome->path && strcmp(outcome->path, site_path))
    text_add(json, "path", outcome->path);
  if (outcome->line) {
    number_add(json, "line", outcome->line);
    number_add(json, "column", outcome->column);
  }
  bool_add(json, "covered", outcome->covered);
  excluded_add(json, outcome->reason, outcome->reason_text);
}

static void macro_add(cJSON *object, const struct coverage_site *site) {
  cJSON *macro = cJSON_CreateObject();
  text_add(macro, "name", site->macro);
  text_add(macro, "path", site->macro_path);
  number_add(macro, "line", site->macro_line);
  number_add(macro, "column", site->macro_column);
  if (site->argument_path) {
    cJSON *argument = cJSON_CreateObject();
    text_add(argument, "path", site->argument_path);
    number_add(argument, "line", site->argument_line);
    number_add(argument, "column", site->argument_column);
    cJSON_AddItemToObjectCS(macro, "argument", argument);
  }
  cJSON_AddItemToObjectCS(object, "macro", macro);
}

static void instantiations_fill(cJSON *array, const struct coverage_site *site) {
  for (size_t i = 0; i < site->instantiation_count; i++) {
    const struct coverage_instantiation *instantiation = &site->instantiations[i];
    cJSON *json = object_append(array);
    text_add(json, "function", instantiation->name);
    text_add(json, "linkage_name", instantiation->linkage_name);
    cJSON *covered = array_add(json, "covered");
    for (size_t j = 0; j < instantiation->outcome_count; j++)
      cJSON_AddItemToArray(covered, cJSON_CreateBool(instantiation->covered[j]));
  }
}

static void site_fill(cJSON *json, const char *path, const struct coverage_site *site) {
  text_add(json, "kind", site_kind_word(site->kind));
  text_add(json, "function", site->function);
  number_add(json, "line", site->line);
  number_add(json, "column", site->column);
  number_add(json, "end_line", site->end_line);
  number_add(json, "end_column", site->end_column);
  if (site->macro)
    macro_add(json, site);
  cJSON *outcomes = array_add(json, "outcomes");
  for (size_t i = 0; i < site->outcome_count; i++)
    outcome_fill(object_append(outcomes), path, &site->outcomes[i]);
  if (site->instantiation_count)
    instantiations_fill(array_add(json, "instantiations"), site);
}

static void function_fill(cJSON *json, const struct coverage_function *function) {
  text_add(json, "name", function->name);
  number_add(json, "line", function->line);
  bool_add(json, "covered", function->covered);
  excluded_add(json, function->reason, function->reason_text);
}

static void file_fill(cJSON *json, const struct coverage_file *file, int precision) {
  text_add(json, "path", file->path);
  cJSON_AddItemToObjectCS(json, "totals", totals_json(&file->summary, precision));
  cJSON *sites = array_add(json, "sites");
  for (size_t i = 0; i < file->site_count; i++)
    site_fill(object_append(sites), file->path, &file->sites[i]);
  cJSON *functions = array_add(json, "functions");
  for (size_t i = 0; i < file->function_count; i++)
    function_fill(object_append(functions), &file->functions[i]);
  cJSON *lines = array_add(json, "lines");
  for (size_t i = 0; i < file->line_count; i++) {
    cJSON *line = object_append(lines);
    number_add(line, "line", file->lines[i].line);
    bool_add(line, "covered", file->lines[i].covered);
    excluded_add(line, file->lines[i].reason, file->lines[i].reason_text);
  }
}

static void list_add(cJSON *object, const char *key, const struct ledger *ledger,
                     enum ledger_list list) {
  cJSON *array = array_add(object, key);
  for (size_t i = 0; i < ledger_count(ledger, list); i++)
    cJSON_AddItemToArray(array, text_json(ledger_entry(ledger, list, i)));
}

static void ledger_fill(cJSON *json, const struct ledger *ledger) {
  number_add(json, "shards", ledger_shards(ledger));
  number_add(json, "processes", ledger_processes(ledger));
  number_add(json, "fallbacks", ledger_fallbacks(ledger));
  list_add(json, "damaged", ledger, LEDGER_DAMAGED);
  list_add(json, "missing", ledger, LEDGER_MISSING);
  list_add(json, "stale", ledger, LEDGER_STALE);
  list_add(json, "contradicted", ledger, LEDGER_CONTRADICTED);
  list_add(json, "needless", ledger, LEDGER_NEEDLESS);
  list_add(json, "skipped", ledger, LEDGER_SKIPPED);
  list_add(json, "uninstrumented", ledger, LEDGER_UNINSTRUMENTED);
  list_add(json, "never_ran", ledger, LEDGER_NEVER_RAN);
  list_add(json, "imported", ledger, LEDGER_IMPORTED);
  list_add(json, "diff", ledger, LEDGER_DIFF);
}

// Prints `json` and frees it.
static void json_flush(struct buffer *out, cJSON *json) {
  char *text = cJSON_PrintUnformatted(json);
  put_text(out, text);
  cJSON_free(text);
  cJSON_Delete(json);
}

// The tree of a large program is many times the size of its text; so files are printed one by one.
static void files_write(const struct report *report, struct buffer *out) {
  put_text(out, "\"files\":[");
  for (size_t i = 0; i < report->coverage->file_count; i++) {
    cJSON *json = cJSON_CreateObject();
    file_fill(json, &report->coverage->files[i], report->view.precision);
    put_text(out, i ? ",\n" : "\n");
    json_flush(out, json);
  }
  put_text(out, "],\n");
}

void json_write(const struct report *report, struct buffer *out) {
  cJSON *ledger = cJSON_CreateObject();
  ledger_fill(ledger, report->ledger);
  put_text(out, "{\"format\":\"fastcov\",\"version\":1,\n\"totals\":");
  json_flush(out, totals_json(&report->coverage->summary, report->view.precision));
  put_text(out, ",\n");
  files_write(report, out);
  put_text(out, "\"ledger\":");
  json_flush(out, ledger);
  put_text(out, "}\n");
}
