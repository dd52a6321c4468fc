// See quote.h. A line is cut into cells first, one for each character, so that the marks below it
// stand where they should.
#include "quote.h"
#include "utf8.h"
#include "words.h"
#include "xmalloc.h"
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

// The longest line quoted where no terminal says how wide it is, and the least on narrow ones.
#define WIDTH_MOST 200
#define WIDTH_LEAST 24
// "12345 | "
#define MARGIN 8

struct cell {
  const char *text;
  size_t size;
};

// A line as cells, and which of them the place is.
struct cells {
  struct cell *cells;
  size_t count;
  size_t begin, end;
};

// The character at `at`; returns how many bytes it takes.
static size_t cell_read(const unsigned char *at, size_t left, struct cell *cell) {
  uint32_t character;
  size_t size = utf8_read(at, left, &character);
  if (*at == '\t')
    *cell = (struct cell){" ", 1};
  else if (!size || utf8_unseen(character))
    *cell = (struct cell){"?", 1};
  else
    *cell = (struct cell){(const char *)at, size};
  return size ? size : 1;
}

static struct cells cells_make(struct bytes line, size_t begin, size_t end) {
  struct cells cells = {.cells = xcalloc(line.size + 1, sizeof *cells.cells)};
  for (size_t at = 0; at < line.size;) {
    cells.begin = at <= begin ? cells.count : cells.begin;
    at += cell_read(line.data + at, line.size - at, &cells.cells[cells.count++]);
    cells.end = at <= end ? cells.count : cells.end;
  }
  return cells;
}

static void cells_print(FILE *out, const struct cells *cells, size_t from, size_t to) {
  for (size_t i = from; i < to; i++)
    fwrite(cells->cells[i].text, 1, cells->cells[i].size, out);
}

// `margin` spaces, then a mark `indent` columns behind the bar.
static void marks_print(FILE *out, const struct quoting *quoting, int margin, size_t indent,
                        size_t length, const char *says) {
  fprintf(out, "%*s | %*s%s^", margin, "", (int)indent, "",
          style_begin(quoting->colour, STYLE_BAD));
  for (size_t i = 1; i < length; i++)
    fputc('~', out);
  fprintf(out, " %s%s\n", says, style_end(quoting->colour));
}

static void line_quote(FILE *out, const struct quoting *quoting, uint32_t number,
                       const struct cells *cells, const char *says) {
  size_t width = quoting->width ? quoting->width : WIDTH_MOST;
  size_t room = width > MARGIN + WIDTH_LEAST ? width - MARGIN : WIDTH_LEAST;
  size_t from = cells->count <= room || cells->begin < room / 3 ? 0 : cells->begin - room / 3;
  size_t to = cells->count - from <= room ? cells->count : from + room;
  size_t end = cells->end > to ? to : cells->end;
  int margin = fprintf(out, "%5" PRIu32, number);
  fputs(" | ", out);
  cells_print(out, cells, from, to);
  fputc('\n', out);
  marks_print(out, quoting, margin, cells->begin - from,
              end > cells->begin ? end - cells->begin : 1, says);
}

void quote_site(FILE *out, const struct quoting *quoting, const struct coverage_file *file,
                const struct coverage_site *site) {
  if (!quoting)
    return;
  struct bytes line =
      source_text_line(source_texts_find(quoting->sources, file->absolute), site->line);
  size_t begin = site->column - 1;
  if (!line.data || begin >= line.size)
    return;
  size_t end = site->end_line == site->line ? site->end_column - 1 : line.size;
  struct cells cells = cells_make(line, begin, end);
  char *says = site_conclusion(site);
  line_quote(out, quoting, site->line, &cells, says);
  free(says);
  free(cells.cells);
}

const char *style_begin(bool colour, enum style style) {
  static const char *const begins[] = {
      [STYLE_NONE] = "",           [STYLE_STRONG] = "\033[1m", [STYLE_GOOD] = "\033[32m",
      [STYLE_PARTLY] = "\033[33m", [STYLE_BAD] = "\033[31m",   [STYLE_SOFT] = "\033[2m"};
  return colour ? begins[style] : "";
}

const char *style_end(bool colour) { return colour ? "\033[0m" : ""; }
