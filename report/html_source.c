// See html_source.h.
//
// A line is a list item, in lists of CHUNK lines each, which the browser lays out only when they
// come into sight: a list's height follows from its number of lines. What is not laid out is cut
// off from counters outside, so the list with its own is within.
//
//   <div class=v><ol class=c start=101><li id=L101 class=p>  if (<u class=p tabindex=0 data-x=F
//   data-t="if ✓ true ✗ false">x &gt; 3</u>) <li id=L102 class=y>    return;
//
// Classes: y covered, p partly, m missed, e left out; x is what a line's macros expand to.
#include "html_source.h"
#include "html_contexts.h"
#include "html_expansion.h"
#include "ledger.h"
#include "source_marks.h"
#include "words.h"
#include "xmalloc.h"
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#define CHUNK 100
// Sites within sites deeper than this are not marked apart from the outer ones.
#define DEPTH 16

static const char state_class[] = {
    [MARK_COVERED] = 'y', [MARK_PARTLY] = 'p', [MARK_MISSED] = 'm', [MARK_EXCLUDED] = 'e'};

// The view being written.
struct view {
  struct html *html;
  size_t number;
  const struct coverage_file *file;
  const struct source_text *text;
  struct source_marks marks;
  size_t next;                    // the next spot to open
  struct source_spot open[DEPTH]; // those open, outermost first
  size_t open_count;
};

// ---- Spots --------------------------------------------------------------------------------------

// Where the colon of a label that begins at `at` is; the line's size if it is not on the line. What
// the map has as the label's text may be spelled in another way: '\0' as '\x00'.
static size_t label_colon(struct bytes line, size_t at) {
  for (unsigned char quote = 0; at < line.size; at++) {
    unsigned char c = line.data[at];
    bool twice = at + 1 < line.size && line.data[at + 1] == ':';
    if (quote && c == '\\')
      at++;
    else if (quote)
      quote = c == quote ? 0 : quote;
    else if (c == '\'' || c == '"')
      quote = c;
    else if (c == ':' && !twice)
      return at;
    else if (c == ':')
      at++;
  }
  return line.size;
}

// Sets the end of a label: at its colon, else behind its keyword.
static void label_end(struct source_spot *spot, struct bytes line) {
  size_t begin = spot->column - 1;
  size_t keyword = spot->label->kind == FASTCOV_OUTCOME_CASE ? 4 : 7; // "case", "default"
  size_t end = label_colon(line, begin);
  if (end >= line.size)
    end = begin + keyword < line.size ? begin + keyword : line.size;
  while (end > begin + 1 && end <= line.size && line.data[end - 1] == ' ')
    end--;
  spot->end_column = (uint32_t)end + 1;
}

// Appends what is said beside a spot that misses something: "T" or "F", else how many.
static void badge_write(struct buffer *out, const struct source_spot *spot) {
  size_t missed = 0;
  bool two_way = spot->site_count == 1 && spot->sites->kind != FASTCOV_SITE_SWITCH;
  const char *which = "";
  for (size_t i = 0; i < spot->site_count; i++)
    for (size_t j = 0; j < spot->sites[i].outcome_count; j++) {
      const struct coverage_outcome *outcome = &spot->sites[i].outcomes[j];
      bool misses = outcome->why.reason == FASTCOV_REASON_COUNTED && !outcome->covered;
      missed += misses;
      if (misses)
        which = *which ? "TF" : outcome->kind == FASTCOV_OUTCOME_TRUE ? "T" : "F";
    }
  if (spot->label)
    put_text(out, " data-x=\xe2\x9c\x97");
  else if (two_way)
    put_format(out, " data-x=%s", which);
  else
    put_format(out, " data-x=\xc3\x97%zu", missed);
}

static void spot_open(struct view *view, const struct source_spot *spot, bool again) {
  struct buffer *out = &view->html->out;
  put_text(out, "<u class=");
  buffer_bytes(out, &state_class[spot->state], 1);
  if (!again) {
    put_text(out, " tabindex=0");
    if (spot->state == MARK_PARTLY || spot->state == MARK_MISSED)
      badge_write(out, spot);
    put_text(out, " data-t=\"");
    html_spot_describe(view->html, spot);
    put_text(out, "\"");
  }
  put_text(out, ">");
}

static bool ends_before(const struct source_spot *spot, uint32_t line, uint32_t column) {
  return spot->end_line < line || (spot->end_line == line && spot->end_column <= column);
}

// Keeps a spot within the one around it, as elements must be.
static void spot_clip(const struct view *view, struct source_spot *spot) {
  if (!view->open_count)
    return;
  const struct source_spot *outer = &view->open[view->open_count - 1];
  if (outer->end_line > spot->end_line ||
      (outer->end_line == spot->end_line && outer->end_column >= spot->end_column))
    return;
  spot->end_line = outer->end_line;
  spot->end_column = outer->end_column;
}

static void spots_end(struct view *view, uint32_t line, uint32_t column) {
  while (view->open_count && ends_before(&view->open[view->open_count - 1], line, column)) {
    put_text(&view->html->out, "</u>");
    view->open_count--;
  }
}

static void spots_begin(struct view *view, uint32_t line, uint32_t column, struct bytes text) {
  for (; view->next < view->marks.spot_count; view->next++) {
    struct source_spot spot = view->marks.spots[view->next];
    if (spot.line > line || spot.column > column)
      return;
    if (spot.label)
      label_end(&spot, text);
    spot_clip(view, &spot);
    if (view->open_count == DEPTH || ends_before(&spot, line, column))
      continue;
    spot_open(view, &spot, false);
    view->open[view->open_count++] = spot;
  }
}

// The column, after `column`, at which a spot ends or begins; that behind the line if none does.
static uint32_t column_next(const struct view *view, uint32_t line, uint32_t column,
                            uint32_t behind) {
  uint32_t next = behind;
  if (view->open_count && view->open[view->open_count - 1].end_line == line &&
      view->open[view->open_count - 1].end_column < next)
    next = view->open[view->open_count - 1].end_column;
  if (view->next < view->marks.spot_count) {
    const struct source_spot *spot = &view->marks.spots[view->next];
    if (spot->line == line && spot->column > column && spot->column < next)
      next = spot->column;
  }
  return next;
}

// ---- Lines --------------------------------------------------------------------------------------

static size_t indentation(struct bytes text) {
  size_t size = 0;
  while (size < text.size && (text.data[size] == ' ' || text.data[size] == '\t'))
    size++;
  return size;
}

// The line's text with its spots. Those that go on from the line before begin at the first letter.
static void line_text(struct view *view, uint32_t line, struct bytes text) {
  struct buffer *out = &view->html->out;
  uint32_t behind = (uint32_t)text.size + 1, column = 1;
  spots_end(view, line, 1);
  if (view->open_count) {
    column = (uint32_t)indentation(text) + 1;
    html_text(out, (struct bytes){text.data, column - 1});
    for (size_t i = 0; i < view->open_count; i++)
      spot_open(view, &view->open[i], true);
  }
  while (column < behind) {
    spots_end(view, line, column);
    spots_begin(view, line, column, text);
    uint32_t next = column_next(view, line, column, behind);
    html_text(out, (struct bytes){text.data + column - 1, next - column});
    column = next;
  }
  // Spots beyond the end belong to a source that changed.
  spots_end(view, line, UINT32_MAX);
  spots_begin(view, line, UINT32_MAX, text);
  spots_end(view, line, UINT32_MAX);
  for (size_t i = 0; i < view->open_count; i++)
    put_text(out, "</u>");
}

static void line_begin(struct view *view, uint32_t line, bool numbered) {
  enum mark_state state = source_marks_line(&view->marks, line);
  struct buffer *out = &view->html->out;
  put_text(out, "<li id=");
  html_line_id(view->html, view->number, line);
  if (state != MARK_NONE) {
    put_text(out, " class=");
    buffer_bytes(out, &state_class[state], 1);
  }
  if (numbered)
    put_format(out, " value=%" PRIu32, line);
  put_text(out, ">");
}

static void line_write(struct view *view, uint32_t line, struct bytes text) {
  size_t first = view->next;
  line_begin(view, line, false);
  line_text(view, line, text);
  put_text(&view->html->out, "\n");
  html_expansion(view->html, &view->marks.spots[first], view->next - first);
}

static void lines_write(struct view *view) {
  uint32_t last = (uint32_t)view->text->line_count;
  for (uint32_t line = 1; line <= last; line++) {
    if (line % CHUNK == 1)
      put_format(&view->html->out, "<div class=v><ol class=c start=%" PRIu32 ">", line);
    line_write(view, line, source_text_line(view->text, line));
    if (line % CHUNK == 0 || line == last)
      put_text(&view->html->out, "</ol></div>\n");
  }
}

// ---- Without the source -------------------------------------------------------------------------

static void spot_name(struct view *view, const struct source_spot *spot) {
  struct buffer *out = &view->html->out;
  spot_open(view, spot, false);
  if (spot->label) {
    char *name = outcome_name(spot->label);
    html_string(out, name);
    free(name);
  } else if (spot->sites->macro) {
    put_text(out, "macro ");
    html_string(out, spot->sites->macro);
  } else {
    html_string(out, site_kind_word(spot->sites->kind));
  }
  put_format(out, "</u> at column %" PRIu32 "  ", spot->column);
}

static void absent_line(struct view *view, uint32_t line) {
  size_t first = view->next;
  line_begin(view, line, true);
  for (; view->next < view->marks.spot_count && view->marks.spots[view->next].line == line;
       view->next++)
    spot_name(view, &view->marks.spots[view->next]);
  put_text(&view->html->out, "\n");
  html_expansion(view->html, &view->marks.spots[first], view->next - first);
}

static void absent_write(struct view *view) {
  put_text(&view->html->out,
           "<p class=w>The source is not here. These are the lines of it that are code.</p>\n");
  size_t count = 0;
  for (uint32_t line = 1; line <= view->marks.last_line; line++) {
    if (source_marks_line(&view->marks, line) == MARK_NONE)
      continue;
    if (count++ % CHUNK == 0)
      put_text(&view->html->out,
               count > 1 ? "</ol></div>\n<div class=v><ol class=c>" : "<div class=v><ol class=c>");
    absent_line(view, line);
  }
  put_text(&view->html->out, count ? "</ol></div>\n" : "");
}

// ---- Above the lines ----------------------------------------------------------------------------

// What is wrong with the file according to the ledger, whose entries begin with the path.
static void warnings_write(struct view *view) {
  const struct ledger *ledger = view->html->report->ledger;
  size_t size = strlen(view->file->path);
  for (size_t i = 0; i < ledger_count(ledger, LEDGER_STALE); i++) {
    const char *entry = ledger_entry(ledger, LEDGER_STALE, i);
    if (strncmp(entry, view->file->path, size) || entry[size] != ':')
      continue;
    put_text(&view->html->out, "<p class=w>What is marked below may be out of place: this file");
    html_string(&view->html->out, entry + size + 1);
    put_text(&view->html->out, ".</p>\n");
  }
}

static void function_write(struct view *view, const struct coverage_function *function) {
  struct buffer *out = &view->html->out;
  bool excluded = function->why.reason != FASTCOV_REASON_COUNTED;
  put_format(out, "<li class=%c><a href=\"#", excluded ? 'e' : function->covered ? 'y' : 'm');
  html_line_id(view->html, view->number, function->line);
  put_text(out, "\">");
  html_string(out, function->name);
  put_format(out, "</a> <span>line %" PRIu32 "%s", function->line,
             excluded            ? ", left out"
             : function->covered ? ""
                                 : ", never called");
  if (function->contexts) {
    put_text(out, ", called in ");
    html_count(view->html,
               context_sets_size(view->html->report->coverage->contexts, function->contexts),
               "test", "tests");
  }
  put_text(out, "</span>\n");
}

static void functions_write(struct view *view) {
  const struct coverage_file *file = view->file;
  const struct tally *tally = &file->summary.functions;
  struct buffer *out = &view->html->out;
  if (!file->function_count)
    return;
  put_format(out,
             "<details class=fn><summary>Functions: %" PRIu64 " of %" PRIu64
             " called</summary><ul>\n",
             tally->covered, tally->count);
  for (size_t i = 0; i < file->function_count; i++)
    function_write(view, &file->functions[i]);
  put_text(out, "</ul></details>\n");
}

void html_source(struct html *html, size_t number) {
  const struct coverage_file *file = &html->report->coverage->files[number];
  struct view view = {
      .html = html,
      .number = number,
      .file = file,
      .text = source_texts_find(html->report->sources, file->absolute),
      .marks = source_marks_make(file),
  };
  warnings_write(&view);
  functions_write(&view);
  html_contexts_begin(html, file);
  html_exclusions(html, file);
  put_text(&html->out, "<div class=src>\n");
  if (view.text->present)
    lines_write(&view);
  else
    absent_write(&view);
  put_text(&html->out, "</div>\n");
  html_contexts_end(html);
  source_marks_free(&view.marks);
}
