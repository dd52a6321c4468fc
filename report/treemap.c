// See treemap.h. All arithmetic is on whole numbers that are below 2^40 (areas), or on doubles that
// are computed in the same order on every machine, then rounded to tenths of a unit.
#include "treemap.h"
#include "percent.h"
#include "xmalloc.h"
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#define WIDTH 1200.0
#define HEIGHT 420.0
// Files that would be smaller than this area are one tile together.
#define AREA_LEAST 20.0
// Tiles smaller than this bear no text; a letter takes about so much.
#define TEXT_WIDTH_LEAST 46.0
#define TEXT_HEIGHT_LEAST 26.0
#define LETTER_WIDTH 6.4

struct tile {
  size_t file;  // SIZE_MAX: what is left of the small ones
  size_t count; // of the files
  struct tally tally;
  uint64_t weight;
  double x, y, width, height;
};

struct box {
  double x, y, width, height;
};

static uint64_t file_weight(const struct coverage_file *file) {
  return file->summary.branches.count + file->summary.lines.count;
}

// What colours a tile: branches, where there are any.
static struct tally file_tally(const struct coverage_file *file) {
  return file->summary.branches.count ? file->summary.branches : file->summary.lines;
}

static int by_weight(const void *left, const void *right) {
  const struct tile *a = left, *b = right;
  if ((a->file == SIZE_MAX) != (b->file == SIZE_MAX))
    return (a->file == SIZE_MAX) - (b->file == SIZE_MAX);
  if (a->weight != b->weight)
    return a->weight < b->weight ? 1 : -1;
  return (a->file > b->file) - (a->file < b->file);
}

// The tiles, largest first, the rest last; returns how many.
static size_t tiles_make(const struct coverage *coverage, struct tile *tiles, uint64_t total) {
  size_t count = 0;
  struct tile rest = {.file = SIZE_MAX};
  for (size_t i = 0; i < coverage->file_count; i++) {
    const struct coverage_file *file = &coverage->files[i];
    uint64_t weight = file_weight(file);
    struct tally tally = file_tally(file);
    if (!weight)
      continue;
    if ((double)weight / (double)total * WIDTH * HEIGHT >= AREA_LEAST) {
      tiles[count++] = (struct tile){.file = i, .count = 1, .tally = tally, .weight = weight};
      continue;
    }
    rest.count++;
    rest.weight += weight;
    tally_add(&rest.tally, &tally);
  }
  if (rest.count)
    tiles[count++] = rest;
  qsort(tiles, count, sizeof *tiles, by_weight);
  return count;
}

// ---- Layout -------------------------------------------------------------------------------------

// The worst ratio of sides in a row of `sum` area from `least` to `most`, along a side of `side`.
static double worst(double least, double most, double sum, double side) {
  double a = side * side * most / (sum * sum), b = sum * sum / (side * side * least);
  return a > b ? a : b;
}

// Puts the tiles from `begin` to before `end`, `sum` in area, along the shorter side of `left`, and
// takes their room from it.
static void row_place(struct tile *begin, struct tile *end, double sum, double scale,
                      struct box *left) {
  bool upright = left->width >= left->height;
  double side = upright ? left->height : left->width, depth = sum / side, at = 0;
  for (struct tile *tile = begin; tile < end; tile++) {
    double length = (double)tile->weight * scale / depth;
    tile->x = upright ? left->x : left->x + at;
    tile->y = upright ? left->y + at : left->y;
    tile->width = upright ? depth : length;
    tile->height = upright ? length : depth;
    at += length;
  }
  left->x += upright ? depth : 0;
  left->y += upright ? 0 : depth;
  left->width -= upright ? depth : 0;
  left->height -= upright ? 0 : depth;
}

static void tiles_place(struct tile *tiles, size_t count, uint64_t total) {
  struct box left = {0, 0, WIDTH, HEIGHT};
  double scale = WIDTH * HEIGHT / (double)total;
  for (size_t begin = 0; begin < count;) {
    double side = left.width < left.height ? left.width : left.height;
    double most = (double)tiles[begin].weight * scale, least = most, sum = most;
    size_t end = begin + 1;
    for (; end < count; end++) {
      double area = (double)tiles[end].weight * scale;
      double low = area < least ? area : least, high = area > most ? area : most;
      if (worst(low, high, sum + area, side) > worst(least, most, sum, side))
        break;
      least = low;
      most = high;
      sum += area;
    }
    row_place(&tiles[begin], &tiles[end], sum, scale, &left);
    begin = end;
  }
}

// ---- Writing ------------------------------------------------------------------------------------

// A file's name and percentage, if there is room; a name that is too long is left out, not cut, for
// cutting might halve a character.
static void tile_text(struct html *html, const struct tile *tile, const char *percent) {
  if (tile->width < TEXT_WIDTH_LEAST || tile->height < TEXT_HEIGHT_LEAST)
    return;
  const char *name =
      tile->file == SIZE_MAX ? "" : basename(html->report->coverage->files[tile->file].path);
  bool fits = *name && (double)strlen(name) * LETTER_WIDTH < tile->width - 8;
  if (fits) {
    put_format(&html->out, "<text x=%.1f y=%.1f>", tile->x + 5, tile->y + 15);
    html_string(&html->out, name);
    put_text(&html->out, "</text>");
  }
  if (!fits || tile->height >= 2 * TEXT_HEIGHT_LEAST - 14)
    put_format(&html->out, "<text x=%.1f y=%.1f>%s%%</text>", tile->x + 5,
               tile->y + (fits ? 30 : 15), percent);
}

static void tile_write(struct html *html, const struct tile *tile) {
  char percent[PERCENT_TEXT_SIZE];
  percent_print(percent, tile->tally.covered, tile->tally.count, html->report->view.precision);
  bool linked = tile->file != SIZE_MAX;
  if (linked) {
    put_text(&html->out, "<a tabindex=-1 href=\"");
    html_address(html, tile->file, 0);
    put_text(&html->out, "\">");
  } else {
    put_text(&html->out, "<g>");
  }
  put_text(&html->out, "<title>");
  if (linked)
    html_attribute(&html->out, html->report->coverage->files[tile->file].path);
  else
    put_format(&html->out, "%zu smaller files", tile->count);
  put_format(&html->out, ": %s%%, %" PRIu64 " of %" PRIu64 "</title>", percent, tile->tally.covered,
             tile->tally.count);
  put_format(&html->out, "<rect class=q%d x=%.1f y=%.1f width=%.1f height=%.1f />",
             html_grade(&tile->tally), tile->x, tile->y, tile->width, tile->height);
  tile_text(html, tile, percent);
  put_text(&html->out, linked ? "</a>\n" : "</g>\n");
}

void treemap_write(struct html *html) {
  const struct coverage *coverage = html->report->coverage;
  uint64_t total = coverage->summary.branches.count + coverage->summary.lines.count;
  if (!total)
    return;
  struct tile *tiles = xcalloc(coverage->file_count + 1, sizeof *tiles);
  size_t count = tiles_make(coverage, tiles, total);
  tiles_place(tiles, count, total);
  put_format(&html->out,
             "<svg class=map viewBox=\"0 0 %.0f %.0f\" role=group aria-label=\"Files by size and "
             "coverage; the list of files has the same in words\">\n",
             WIDTH, HEIGHT);
  for (size_t i = 0; i < count; i++)
    tile_write(html, &tiles[i]);
  put_text(&html->out, "</svg>\n");
  free(tiles);
}
