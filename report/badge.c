// The report as a badge: an SVG picture of branch coverage, for a project's front page.
//
// Text is given the width that it has in Verdana or DejaVu Sans of 11 pixels, so that it fits
// whatever font is there. The number is whole and never rounds to 100 or 0; green is for 100 only.
#include "formats.h"
#include "percent.h"
#include "put.h"
#include <string.h>

#define LABEL "branches"
#define LABEL_WIDTH 52
#define MARGIN 6

// The width of digits, "%" and the letters of "no data", in tenths of a pixel.
static unsigned text_width(const char *text) {
  unsigned tenths = 0;
  for (; *text; text++)
    tenths += *text == '%' ? 105 : *text == ' ' ? 35 : *text == 't' ? 43 : 70;
  return (tenths + 9) / 10;
}

static const char *colour(const struct tally *tally) {
  if (!tally->count)
    return "#666";
  if (tally->covered == tally->count)
    return "#2a7f2a";
  if (tally->covered * 10 >= tally->count * 9)
    return "#5f7a1b";
  return tally->covered * 2 >= tally->count ? "#9a6700" : "#b3261e";
}

static void text_put(struct buffer *out, unsigned x, unsigned width, const char *text) {
  put_format(out, "<text x=\"%u\" y=\"14\" textLength=\"%u\">%s</text>\n", x, width, text);
}

void badge_write(const struct report *report, struct buffer *out) {
  const struct tally *tally = &report->coverage->summary.branches;
  char text[PERCENT_TEXT_SIZE + 2];
  percent_print(text, tally->covered, tally->count, 0);
  strcpy(tally->count ? text + strlen(text) : text, tally->count ? "%" : "no data");
  unsigned width = text_width(text), left = LABEL_WIDTH + 2 * MARGIN, right = width + 2 * MARGIN;
  put_format(out,
             "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%u\" height=\"20\" role=\"img\" "
             "aria-label=\"" LABEL ": %s\">\n<title>" LABEL ": %s</title>\n",
             left + right, text, text);
  put_format(out,
             "<rect width=\"%u\" height=\"20\" rx=\"3\" fill=\"#444\"/>\n"
             "<path d=\"M%u 0h%ua3 3 0 0 1 3 3v14a3 3 0 0 1-3 3h-%uz\" fill=\"%s\"/>\n",
             left + right, left, right - 3, right - 3, colour(tally));
  put_text(out, "<g fill=\"#fff\" font-family=\"Verdana,DejaVu Sans,sans-serif\" "
                "font-size=\"11\">\n");
  text_put(out, MARGIN, LABEL_WIDTH, LABEL);
  text_put(out, left + MARGIN, width, text);
  put_text(out, "</g>\n</svg>\n");
}
