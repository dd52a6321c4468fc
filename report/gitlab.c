// What was missed as GitLab's Code Quality report, which merge requests show.
//
// GitLab compares reports by fingerprints. One is made of the file, the function, the kind of site
// and which of those it is, not of lines, so that code which merely moved is not news.
#include "digest.h"
#include "findings.h"
#include "formats.h"
#include "put.h"
#include "words.h"
#include "xmalloc.h"
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

// A function or site of a file, by what its fingerprint is made of.
struct place {
  const char *function, *kind;
  size_t number; // in the file: functions first, then sites
};

static int place_order(const struct place *a, const struct place *b) {
  int order = strcmp(a->function, b->function);
  return order ? order : strcmp(a->kind, b->kind);
}

static int by_place(const void *left, const void *right) {
  const struct place *a = left, *b = right;
  int order = place_order(a, b);
  return order ? order : (a->number > b->number) - (a->number < b->number);
}

// For each function and then each site of `file`, how many like it come before it. The caller frees
// the array.
static uint32_t *ordinals_new(const struct coverage_file *file) {
  size_t count = file->function_count + file->site_count;
  struct place *places = xcalloc(count + 1, sizeof *places);
  uint32_t *ordinals = xcalloc(count + 1, sizeof *ordinals);
  for (size_t i = 0; i < file->function_count; i++)
    places[i] = (struct place){file->functions[i].name, "function", i};
  for (size_t i = 0; i < file->site_count; i++)
    places[file->function_count + i] = (struct place){
        file->sites[i].function, site_kind_word(file->sites[i].kind), file->function_count + i};
  qsort(places, count, sizeof *places, by_place);
  for (size_t i = 1; i < count; i++)
    if (!place_order(&places[i - 1], &places[i]))
      ordinals[places[i].number] = ordinals[places[i - 1].number] + 1;
  free(places);
  return ordinals;
}

static void fingerprint_put(struct buffer *out, const struct finding *finding,
                            const uint32_t *ordinals) {
  const struct coverage_file *file = finding->file;
  const struct coverage_site *site = finding->site;
  size_t number = site ? file->function_count + (size_t)(site - file->sites)
                       : (size_t)(finding->function - file->functions);
  struct buffer key = {0};
  char hash[MD5_HEX_SIZE];
  put_format(&key, "%s\n%s\n%s\n%" PRIu32, file->path,
             site ? site->function : finding->function->name,
             site ? site_kind_word(site->kind) : "function", ordinals[number]);
  md5_hex((struct bytes){key.data, key.size}, hash);
  put_text(out, hash);
  free(key.data);
}

static void finding_write(struct buffer *out, const struct finding *finding,
                          const uint32_t *ordinals) {
  put_text(out, "{\"description\":");
  put_json(out, finding->message);
  put_format(out, ",\"check_name\":\"missed-%s\",\"severity\":\"%s\",\"fingerprint\":\"",
             finding->site ? "branch" : "function", finding->site ? "minor" : "major");
  fingerprint_put(out, finding, ordinals);
  put_text(out, "\",\"location\":{\"path\":");
  put_json(out, finding->file->path);
  put_format(out, ",\"lines\":{\"begin\":%" PRIu32 "}}}",
             finding->site ? finding->site->line : finding->function->line);
}

void gitlab_write(const struct report *report, struct buffer *out) {
  const struct coverage *coverage = report->coverage;
  size_t count;
  struct finding *findings = findings_new(coverage, &count);
  uint32_t **ordinals = xcalloc(coverage->file_count + 1, sizeof *ordinals);
  for (size_t i = 0; i < coverage->file_count; i++)
    ordinals[i] = ordinals_new(&coverage->files[i]);
  put_text(out, "[");
  for (size_t i = 0; i < count; i++) {
    put_text(out, i ? ",\n" : "\n");
    finding_write(out, &findings[i], ordinals[findings[i].file - coverage->files]);
  }
  put_text(out, "]\n");
  for (size_t i = 0; i < coverage->file_count; i++)
    free(ordinals[i]);
  free(ordinals);
  findings_free(findings, count);
}
