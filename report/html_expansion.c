// See html_expansion.h.
#include "html_expansion.h"
#include "html_contexts.h"
#include "words.h"
#include "xmalloc.h"
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#define TICK "\xe2\x9c\x93"
#define CROSS "\xe2\x9c\x97"
#define DASH "\xe2\x80\x93"

// ---- The box ------------------------------------------------------------------------------------

static void outcome_describe(struct html *html, const struct coverage_outcome *outcome) {
  struct buffer *out = &html->out;
  bool counts = outcome->why.reason == FASTCOV_REASON_COUNTED;
  char *name = outcome_name(outcome);
  put_text(out, !counts ? "\n" DASH " " : outcome->covered ? "\n" TICK " " : "\n" CROSS " ");
  html_attribute(out, name);
  if (!counts) {
    char *reason = reason_words(outcome->why);
    put_text(out, ": ");
    html_attribute(out, reason);
    free(reason);
  }
  html_contexts_set(html, outcome->contexts);
  free(name);
}

static void site_describe(struct html *html, const struct coverage_site *site) {
  struct buffer *out = &html->out;
  char *conclusion = site_conclusion(site);
  html_attribute(out, site_kind_word(site->kind));
  put_text(out, ": ");
  put_text(out, conclusion);
  free(conclusion);
  if (site->macro) {
    put_text(out, site->argument_path ? ", in an argument of macro " : ", in macro ");
    html_attribute(out, site->macro);
  }
  for (size_t i = 0; i < site->outcome_count; i++)
    outcome_describe(html, &site->outcomes[i]);
}

void html_spot_describe(struct html *html, const struct source_spot *spot) {
  if (spot->label) {
    put_format(&html->out, "a label of the switch on line %" PRIu32, spot->sites->line);
    outcome_describe(html, spot->label);
    return;
  }
  for (size_t i = 0; i < spot->site_count; i++) {
    put_text(&html->out, i ? "\n" : "");
    site_describe(html, &spot->sites[i]);
  }
}

// ---- Expansions ---------------------------------------------------------------------------------

static void outcome_state(struct buffer *out, bool counts, bool covered, const char *name) {
  put_format(out, " <span class=%c>%s ",
             !counts   ? 'e'
             : covered ? 'y'
                       : 'm',
             !counts   ? DASH
             : covered ? TICK
                       : CROSS);
  html_string(out, name);
  put_text(out, !counts ? " left out</span>" : covered ? " taken</span>" : " never taken</span>");
}

static void outcomes_write(struct buffer *out, const struct coverage_site *site,
                           const bool *covered) {
  for (size_t i = 0; i < site->outcome_count; i++) {
    const struct coverage_outcome *outcome = &site->outcomes[i];
    char *name = outcome_name(outcome);
    outcome_state(out, outcome->why.reason == FASTCOV_REASON_COUNTED,
                  covered ? covered[i] : outcome->covered, name);
    free(name);
  }
}

// Quotes the condition from the macro's definition, as far as it is on one line.
static void definition_quote(struct html *html, const struct coverage_site *site) {
  const struct source_text *text = html_source_text(html, site->macro_path);
  struct bytes line = source_text_line(text, site->macro_line);
  size_t begin = site->macro_column - 1;
  size_t end = site->macro_end_line == site->macro_line ? site->macro_end_column - 1 : line.size;
  if (!line.data || begin >= line.size)
    return;
  put_text(&html->out, "<code>");
  html_text(&html->out, (struct bytes){line.data, begin});
  put_text(&html->out, "<mark>");
  end = end > line.size || end < begin ? line.size : end;
  html_text(&html->out, (struct bytes){line.data + begin, end - begin});
  put_text(&html->out, "</mark>");
  html_text(&html->out, (struct bytes){line.data + end, line.size - end});
  put_text(&html->out, "</code>");
}

static void macro_write(struct html *html, const struct coverage_site *site) {
  put_text(&html->out, "<span class=d>macro ");
  html_string(&html->out, site->macro);
  put_text(&html->out, ", defined at ");
  html_place(html, site->macro_path, site->macro_line, site->macro_column);
  if (site->argument_path) {
    put_text(&html->out, ", its argument at ");
    html_place(html, site->argument_path, site->argument_line, site->argument_column);
  }
  put_text(&html->out, "</span>");
  definition_quote(html, site);
}

static void instantiations_write(struct buffer *out, const struct coverage_site *site) {
  for (size_t i = 0; i < site->instantiations.count; i++) {
    put_text(out, "<li><span class=d>");
    html_string(out, site->instantiations.each[i].linkage_name);
    put_text(out, "</span>");
    outcomes_write(out, site, site->instantiations.each[i].covered);
    put_text(out, "\n");
  }
}

static void site_write(struct html *html, const struct coverage_site *site) {
  put_text(&html->out, "<li>");
  if (site->macro)
    macro_write(html, site);
  put_format(&html->out, "<span class=k>%s</span>",
             site->kind == FASTCOV_SITE_AND ? "&amp;&amp;" : site_kind_word(site->kind));
  outcomes_write(&html->out, site, NULL);
  put_text(&html->out, "\n");
  instantiations_write(&html->out, site);
}

static bool expands(const struct source_spot *spot) {
  if (spot->label)
    return false;
  for (size_t i = 0; i < spot->site_count; i++)
    if (spot->sites[i].macro || spot->sites[i].instantiations.count)
      return true;
  return false;
}

static const char *expansion_name(const struct source_spot *spot) {
  return spot->sites->macro ? spot->sites->macro : spot->sites->function;
}

// "CHECK", or "CHECK and 2 more"; then how many conditions that makes.
static void expansion_title(struct html *html, const struct source_spot *spots, size_t count) {
  const char *name = NULL;
  size_t more = 0, conditions = 0;
  for (size_t i = 0; i < count; i++) {
    if (!expands(&spots[i]))
      continue;
    more += name && strcmp(name, expansion_name(&spots[i]));
    name = name ? name : expansion_name(&spots[i]);
    conditions += spots[i].site_count;
  }
  html_string(&html->out, name);
  if (more)
    put_format(&html->out, " and %zu more", more);
  put_text(&html->out, ": ");
  html_count(html, conditions, "condition", "conditions");
}

void html_expansion(struct html *html, const struct source_spot *spots, size_t count) {
  size_t first = 0;
  while (first < count && !expands(&spots[first]))
    first++;
  if (first == count)
    return;
  put_text(&html->out, "<li class=x><details><summary>");
  expansion_title(html, spots, count);
  put_text(&html->out, "</summary><ul>\n");
  for (size_t i = first; i < count; i++)
    for (size_t j = 0; expands(&spots[i]) && j < spots[i].site_count; j++)
      site_write(html, &spots[i].sites[j]);
  put_text(&html->out, "</ul></details>\n");
}

// ---- What is left out ---------------------------------------------------------------------------

// An entry of the list; a place in `path`, what is left out, the reason.
static void excluded_write(struct html *html, const char *path, uint32_t line, const char *kind,
                           const char *name, struct reason why) {
  char *words = reason_words(why);
  put_text(&html->out, "<li>");
  html_place(html, path, line, 0);
  put_text(&html->out, " ");
  html_string(&html->out, kind);
  html_string(&html->out, name);
  put_text(&html->out, " <span>");
  html_string(&html->out, words);
  put_text(&html->out, "</span>\n");
  free(words);
}

static void excluded_outcome(struct html *html, const struct coverage_file *file,
                             const struct coverage_site *site,
                             const struct coverage_outcome *outcome) {
  char *name = outcome_name(outcome);
  char *kind = xasprintf("%s: ", site_kind_word(site->kind));
  excluded_write(html, outcome->line ? outcome->path : file->path,
                 outcome->line ? outcome->line : site->line, kind, name, outcome->why);
  free(kind);
  free(name);
}

void html_exclusions(struct html *html, const struct coverage_file *file) {
  const struct summary *summary = &file->summary;
  if (!summary->branches.excluded && !summary->lines.excluded && !summary->functions.excluded)
    return;
  put_text(&html->out, "<details class=ex><summary>Left out of the count: ");
  html_count(html, summary->branches.excluded, "outcome", "outcomes");
  put_text(&html->out, ", ");
  html_count(html, summary->lines.excluded, "line", "lines");
  put_text(&html->out, ", ");
  html_count(html, summary->functions.excluded, "function", "functions");
  put_text(&html->out, "</summary><ul>\n");
  for (size_t i = 0; i < file->function_count; i++)
    if (file->functions[i].why.reason != FASTCOV_REASON_COUNTED)
      excluded_write(html, file->path, file->functions[i].line, "function ",
                     file->functions[i].name, file->functions[i].why);
  for (size_t i = 0; i < file->site_count; i++)
    for (size_t j = 0; j < file->sites[i].outcome_count; j++)
      if (file->sites[i].outcomes[j].why.reason != FASTCOV_REASON_COUNTED)
        excluded_outcome(html, file, &file->sites[i], &file->sites[i].outcomes[j]);
  for (size_t i = 0; i < file->line_count; i++)
    if (file->lines[i].why.reason != FASTCOV_REASON_COUNTED)
      excluded_write(html, file->path, file->lines[i].line, "line", "", file->lines[i].why);
  put_text(&html->out, "</ul></details>\n");
}
