// See html_contexts.h.
#include "html_contexts.h"
#include "xmalloc.h"
#include <stdlib.h>

// As many tests as a box names.
#define SET_SHOWN 12

// What is known of a file's contexts while its page begins.
struct page {
  struct html *html;
  const struct context_sets *contexts;
  const struct coverage_file *file;
  uint32_t *sets; // those that occur, in the order of their numbers
  size_t count;
};

static void set_meet(struct page *page, uint32_t set) {
  if (!set || page->html->set_numbers[set])
    return;
  page->sets[page->count++] = set;
  page->html->set_numbers[set] = (uint32_t)page->count;
}

static void sets_meet(struct page *page) {
  const struct coverage_file *file = page->file;
  for (size_t i = 0; i < file->site_count; i++)
    for (size_t j = 0; j < file->sites[i].outcome_count; j++)
      set_meet(page, file->sites[i].outcomes[j].contexts);
  for (size_t i = 0; i < file->function_count; i++)
    set_meet(page, file->functions[i].contexts);
}

// ---- Counting -----------------------------------------------------------------------------------

static void outcomes_count(const struct coverage_file *file, uint64_t *by_set) {
  for (size_t i = 0; i < file->site_count; i++)
    for (size_t j = 0; j < file->sites[i].outcome_count; j++) {
      const struct coverage_outcome *outcome = &file->sites[i].outcomes[j];
      by_set[outcome->contexts] += outcome->why.reason == FASTCOV_REASON_COUNTED;
    }
}

uint64_t *html_contexts_count(const struct coverage *coverage, const struct coverage_file *files,
                              size_t file_count) {
  const struct context_sets *contexts = coverage->contexts;
  uint64_t *by_set = xcalloc(context_sets_total(contexts), sizeof *by_set);
  uint64_t *counts = xcalloc(context_sets_count(contexts), sizeof *counts);
  for (size_t i = 0; i < file_count; i++)
    outcomes_count(&files[i], by_set);
  for (uint32_t set = 1; set < context_sets_total(contexts); set++)
    for (size_t at = 0; by_set[set] && (at = context_sets_next(contexts, set, at)) != SIZE_MAX;
         at++)
      counts[at] += by_set[set];
  free(by_set);
  return counts;
}

// ---- Writing ------------------------------------------------------------------------------------

void html_contexts_covers(struct html *html, uint64_t outcomes) {
  put_text(&html->out, " <span>covers ");
  html_count(html, outcomes, "outcome", "outcomes");
  put_text(&html->out, "</span>");
}

// Gives each context that occurs a number of the page's; the others have UINT32_MAX.
static uint32_t *contexts_number(const struct page *page, size_t *count) {
  size_t all = context_sets_count(page->contexts);
  uint32_t *numbers = xcalloc(all, sizeof *numbers);
  for (size_t i = 0; i < all; i++)
    numbers[i] = UINT32_MAX;
  for (size_t i = 0; i < page->count; i++)
    for (size_t at = 0; (at = context_sets_next(page->contexts, page->sets[i], at)) != SIZE_MAX;
         at++)
      numbers[at] = 0;
  *count = 0;
  for (size_t i = 0; i < all; i++)
    if (!numbers[i])
      numbers[i] = (uint32_t)(*count)++;
  return numbers;
}

static void names_write(const struct page *page, const uint32_t *numbers) {
  struct html *html = page->html;
  uint64_t *counts = html_contexts_count(html->report->coverage, page->file, 1);
  put_text(&html->out, "<ol>\n");
  for (size_t i = 0; i < context_sets_count(page->contexts); i++) {
    if (numbers[i] == UINT32_MAX)
      continue;
    put_text(&html->out, "<li><b>");
    html_string(&html->out, context_sets_name(page->contexts, i));
    put_text(&html->out, "</b>");
    html_contexts_covers(html, counts[i]);
    put_text(&html->out, "\n");
  }
  put_text(&html->out, "</ol>");
  free(counts);
}

static void sets_write(const struct page *page, const uint32_t *numbers) {
  struct buffer *out = &page->html->out;
  put_text(out, "<ol class=sets hidden>\n");
  for (size_t i = 0; i < page->count; i++) {
    put_text(out, "<li>");
    put_number(out, context_sets_size(page->contexts, page->sets[i]));
    const char *before = ":";
    for (size_t at = 0, shown = 0;
         shown < SET_SHOWN &&
         (at = context_sets_next(page->contexts, page->sets[i], at)) != SIZE_MAX;
         at++, shown++) {
      put_text(out, before);
      put_number(out, numbers[at]);
      before = " ";
    }
    put_text(out, "\n");
  }
  put_text(out, "</ol>");
}

void html_contexts_begin(struct html *html, const struct coverage_file *file) {
  const struct context_sets *contexts = html->report->coverage->contexts;
  if (!contexts)
    return;
  size_t total = context_sets_total(contexts), count;
  html->set_numbers = xcalloc(total, sizeof *html->set_numbers);
  struct page page = {html, contexts, file, xcalloc(total, sizeof *page.sets), 0};
  sets_meet(&page);
  uint32_t *numbers = contexts_number(&page, &count);
  if (count) {
    put_text(&html->out, "<details class=cx><summary>Run by ");
    html_count(html, count, "test", "tests");
    put_text(&html->out, "</summary>");
    names_write(&page, numbers);
    sets_write(&page, numbers);
    put_text(&html->out, "</details>\n");
  }
  free(numbers);
  free(page.sets);
}

void html_contexts_end(struct html *html) {
  free(html->set_numbers);
  html->set_numbers = NULL;
}

void html_contexts_set(struct html *html, uint32_t set) {
  if (set)
    put_format(&html->out, "\n@%u", html->set_numbers[set] - 1);
}
