// See source_marks.h.
#include "source_marks.h"
#include "order.h"
#include "xmalloc.h"
#include <stdlib.h>
#include <string.h>

static enum mark_state state_of(const struct tally *counted) {
  if (!counted->count)
    return MARK_EXCLUDED;
  if (counted->covered == counted->count)
    return MARK_COVERED;
  return counted->covered ? MARK_PARTLY : MARK_MISSED;
}

// ---- Spots --------------------------------------------------------------------------------------

static bool same_place(const struct coverage_site *a, const struct coverage_site *b) {
  return a->line == b->line && a->column == b->column && a->end_line == b->end_line &&
         a->end_column == b->end_column;
}

// The spot of the sites from `sites` on that have one place, of at most `count`.
static struct source_spot site_spot(const struct coverage_site *sites, size_t count) {
  struct source_spot spot = {
      .line = sites->line,
      .column = sites->column,
      .end_line = sites->end_line,
      .end_column = sites->end_column,
      .sites = sites,
  };
  struct tally counted = {0};
  while (spot.site_count < count && same_place(sites, &sites[spot.site_count]))
    tally_site(&counted, &sites[spot.site_count++]);
  spot.state = state_of(&counted);
  return spot;
}

static struct source_spot label_spot(const struct coverage_site *site,
                                     const struct coverage_outcome *label) {
  struct tally counted = {0};
  tally_one(&counted, label->covered, label->why.reason);
  return (struct source_spot){
      .line = label->line,
      .column = label->column,
      .end_line = label->line,
      .end_column = label->column,
      .sites = site,
      .site_count = 1,
      .label = label,
      .state = state_of(&counted),
  };
}

// A label of its own in this file: neither in another nor the switch itself, where the default is
// that nobody wrote.
static bool label_here(const struct coverage_file *file, const struct coverage_site *site,
                       const struct coverage_outcome *outcome) {
  return outcome->line && outcome->path && !strcmp(outcome->path, file->path) &&
         !(outcome->line == site->line && outcome->column == site->column);
}

// By begin; of two that begin together, the longer first. The rest makes the order total.
static int by_place(const void *left, const void *right) {
  const struct source_spot *a = left, *b = right;
  int order = order_u32(a->line, b->line);
  order = order ? order : order_u32(a->column, b->column);
  order = order ? order : order_u32(b->end_line, a->end_line);
  order = order ? order : order_u32(b->end_column, a->end_column);
  order = order ? order : (a->sites > b->sites) - (a->sites < b->sites);
  return order ? order : (a->label > b->label) - (a->label < b->label);
}

static size_t outcomes_total(const struct coverage_file *file) {
  size_t total = 0;
  for (size_t i = 0; i < file->site_count; i++)
    total += file->sites[i].outcome_count;
  return total;
}

static void spots_make(struct source_marks *marks, const struct coverage_file *file) {
  marks->spots = xcalloc(file->site_count + outcomes_total(file), sizeof *marks->spots);
  for (size_t i = 0; i < file->site_count;) {
    struct source_spot spot = site_spot(&file->sites[i], file->site_count - i);
    marks->spots[marks->spot_count++] = spot;
    i += spot.site_count;
  }
  for (size_t i = 0; i < file->site_count; i++) {
    const struct coverage_site *site = &file->sites[i];
    for (size_t j = 0; j < site->outcome_count; j++)
      if (label_here(file, site, &site->outcomes[j]))
        marks->spots[marks->spot_count++] = label_spot(site, &site->outcomes[j]);
  }
  if (marks->spot_count)
    qsort(marks->spots, marks->spot_count, sizeof *marks->spots, by_place);
}

// ---- Lines --------------------------------------------------------------------------------------

static uint32_t last_line(const struct source_marks *marks, const struct coverage_file *file) {
  uint32_t last = file->line_count ? file->lines[file->line_count - 1].line : 0;
  for (size_t i = 0; i < marks->spot_count; i++)
    last = marks->spots[i].line > last ? marks->spots[i].line : last;
  return last;
}

// A spot on a line: what is missed there makes a line that ran a partly covered one.
static void line_add(unsigned char *line, enum mark_state spot) {
  if (*line == MARK_NONE || *line == MARK_EXCLUDED)
    *line = (unsigned char)spot;
  else if (*line == MARK_COVERED && (spot == MARK_PARTLY || spot == MARK_MISSED))
    *line = MARK_PARTLY;
}

static enum mark_state line_state(const struct coverage_line *line) {
  if (line->why.reason != FASTCOV_REASON_COUNTED)
    return MARK_EXCLUDED;
  return line->covered ? MARK_COVERED : MARK_MISSED;
}

static void lines_make(struct source_marks *marks, const struct coverage_file *file) {
  marks->last_line = last_line(marks, file);
  marks->lines = xcalloc((size_t)marks->last_line + 1, 1);
  for (size_t i = 0; i < file->line_count; i++)
    marks->lines[file->lines[i].line] = (unsigned char)line_state(&file->lines[i]);
  for (size_t i = 0; i < marks->spot_count; i++)
    line_add(&marks->lines[marks->spots[i].line], marks->spots[i].state);
}

struct source_marks source_marks_make(const struct coverage_file *file) {
  struct source_marks marks = {0};
  spots_make(&marks, file);
  lines_make(&marks, file);
  return marks;
}

void source_marks_free(struct source_marks *marks) {
  free(marks->spots);
  free(marks->lines);
}

enum mark_state source_marks_line(const struct source_marks *marks, uint32_t line) {
  return line <= marks->last_line ? (enum mark_state)marks->lines[line] : MARK_NONE;
}
