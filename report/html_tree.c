// See html_tree.h. Files are sorted by path, so a directory is a range of them.
#include "html_tree.h"
#include <string.h>

// With more files than this, only the outermost directories are open at first.
#define OPEN_MOST 60

// Files from `begin` to before `end` whose paths agree in their first `prefix` bytes, which end
// with a slash or are none.
struct range {
  size_t begin, end, prefix;
};

static const struct coverage_file *file_at(const struct html *html, size_t number) {
  return &html->report->coverage->files[number];
}

static struct summary range_sum(const struct html *html, const struct range *range) {
  struct summary sum = {0};
  for (size_t i = range->begin; i < range->end; i++) {
    const struct summary *file = &file_at(html, i)->summary;
    tally_add(&sum.branches, &file->branches);
    tally_add(&sum.lines, &file->lines);
    tally_add(&sum.functions, &file->functions);
  }
  return sum;
}

// The directory that the file `begin` is in, below `range`; all of its files. If the file is in no
// directory of its own, its prefix is the range's.
static struct range range_below(const struct html *html, const struct range *range, size_t begin) {
  const char *path = file_at(html, begin)->path;
  const char *slash = strchr(path + range->prefix, '/');
  struct range below = {begin, begin + 1, range->prefix};
  if (!slash)
    return below;
  below.prefix = (size_t)(slash - path) + 1;
  while (below.end < range->end && !strncmp(file_at(html, below.end)->path, path, below.prefix))
    below.end++;
  return below;
}

static void range_write(struct html *html, const struct range *range, size_t depth);

static void file_write_row(struct html *html, size_t number, size_t prefix) {
  const struct coverage_file *file = file_at(html, number);
  put_text(&html->out, "<li class=f><a href=\"");
  html_address(html, number, 0);
  put_text(&html->out, "\">");
  html_string(&html->out, file->path + prefix);
  put_text(&html->out, "</a>");
  html_summary(html, &file->summary);
  put_text(&html->out, "\n");
}

static void directory_write(struct html *html, struct range below, size_t prefix, size_t depth) {
  bool open = !depth || html->report->coverage->file_count <= OPEN_MOST;
  // A directory that holds one directory and nothing else is one row with it.
  for (struct range inner;; below = inner) {
    inner = range_below(html, &below, below.begin);
    if (inner.prefix == below.prefix || inner.end != below.end)
      break;
  }
  const char *path = file_at(html, below.begin)->path;
  struct summary sum = range_sum(html, &below);
  put_text(&html->out, open ? "<li><details open><summary><span>" : "<li><details><summary><span>");
  html_text(&html->out,
            (struct bytes){(const unsigned char *)path + prefix, below.prefix - prefix});
  put_text(&html->out, "</span>");
  html_summary(html, &sum);
  put_text(&html->out, "</summary>\n");
  range_write(html, &below, depth + 1);
  put_text(&html->out, "</details>\n");
}

static void range_write(struct html *html, const struct range *range, size_t depth) {
  put_text(&html->out, "<ul>\n");
  for (size_t i = range->begin; i < range->end;) {
    struct range below = range_below(html, range, i);
    if (below.prefix == range->prefix)
      file_write_row(html, i, range->prefix);
    else
      directory_write(html, below, range->prefix, depth);
    i = below.end;
  }
  put_text(&html->out, "</ul>\n");
}

void html_tree(struct html *html) {
  const struct coverage *coverage = html->report->coverage;
  struct range all = {0, coverage->file_count, 0};
  put_text(&html->out, "<section aria-labelledby=files><h2 id=files>Files</h2>\n"
                       "<div class=tree id=tree><div class=head aria-hidden=true><span>Path</span>"
                       "<span>Branches</span><span>Lines</span><span>Functions</span></div>\n");
  range_write(html, &all, 0);
  put_text(&html->out, "<div class=total><span>Total</span>");
  html_summary(html, &coverage->summary);
  put_text(&html->out, "</div></div></section>\n");
}
