// See diff_read.h. A diff is headers, of which only "+++ PATH" says something that we need, and
// hunks:
// "@@ -LINE,COUNT +LINE,COUNT @@", then as many lines of the old and the new file as that says. A
// line that a hunk holds begins with a space (of both), - (of the old) or + (of the new).
#include "diff_read.h"
#include "order.h"
#include "xmalloc.h"
#include <stdlib.h>
#include <string.h>

#define LINE_MOST ((1u << 30) - 1)

struct diff_file {
  char *plain, *stripped; // absolute; the latter without git's letter, or NULL
  const char *path;       // as shown; in one of the above
  uint32_t *lines;        // sorted
  size_t count, capacity;
  bool measured;
};

struct diff {
  const struct source_paths *paths;
  struct diff_file *files;
  size_t count, capacity;
};

struct reader {
  struct cursor in;
  size_t line; // of the diff
  struct diff *diff;
  struct diff_file *file; // of the last "+++"; NULL if that was /dev/null
  bool headed;            // there was a line that only diffs have
  struct fault *fault;
};

static bool begins(struct bytes text, const char *word) {
  size_t size = strlen(word);
  return text.size >= size && !memcmp(text.data, word, size);
}

static struct bytes line_next(struct reader *reader) {
  reader->line++;
  return get_line(&reader->in);
}

// ---- Files --------------------------------------------------------------------------------------

// What git wrote between quotes, with \t, \", \\ and octal bytes. Returns the size of what `into`
// got.
static size_t unquote(struct bytes text, unsigned char *into) {
  size_t size = 0;
  for (size_t i = 1; i < text.size && text.data[i] != '"'; i++) {
    unsigned char c = text.data[i];
    if (c == '\\' && i + 1 < text.size) {
      static const char letters[] = "abtnvfr";
      c = text.data[++i];
      const char *letter = c ? strchr(letters, c) : NULL;
      if (letter)
        c = (unsigned char)(7 + (letter - letters));
      if (c >= '0' && c <= '3' && i + 2 < text.size) {
        c = (unsigned char)((c - '0') << 6 | (text.data[i + 1] & 7) << 3 | (text.data[i + 2] & 7));
        i += 2;
      }
    }
    into[size++] = c;
  }
  return size;
}

static void file_open(struct reader *reader, struct bytes name) {
  struct diff *diff = reader->diff;
  struct bytes root = {NULL, 0};
  char *plain = source_paths_absolute(diff->paths, root, name);
  for (size_t i = 0; i < diff->count; i++) {
    if (strcmp(diff->files[i].plain, plain))
      continue;
    free(plain);
    reader->file = &diff->files[i];
    return;
  }
  bool letter = name.size > 2 && name.data[1] == '/' && name.data[0] != '.' && name.data[0] != '/';
  struct bytes behind = {name.data + 2, name.size - 2};
  diff->files = xgrow(diff->files, diff->count, &diff->capacity, sizeof *diff->files);
  reader->file = &diff->files[diff->count++];
  *reader->file = (struct diff_file){
      .plain = plain,
      .stripped = letter ? source_paths_absolute(diff->paths, root, behind) : NULL,
  };
  reader->file->path =
      source_paths_shown(diff->paths, letter ? reader->file->stripped : reader->file->plain);
}

// "+++ b/src/a.c", perhaps in quotes, perhaps with a tab and a time behind it.
static bool file_take(struct reader *reader, struct bytes line) {
  struct bytes name = {line.data + 4, line.size - 4};
  unsigned char *unquoted = xcalloc(name.size + 1, 1);
  const unsigned char *tab = memchr(name.data, '\t', name.size);
  if (name.size && name.data[0] == '"')
    name = (struct bytes){unquoted, unquote(name, unquoted)};
  else if (tab)
    name.size = (size_t)(tab - name.data);
  if (name.size && name.data[name.size - 1] == '\r')
    name.size--;
  reader->file = NULL;
  bool none = name.size == 9 && !memcmp(name.data, "/dev/null", 9);
  bool named = name.size && !memchr(name.data, 0, name.size);
  if (named && !none)
    file_open(reader, name);
  free(unquoted);
  return named || fault_damaged(reader->fault, "+++ without a path");
}

// ---- Hunks --------------------------------------------------------------------------------------

static bool number_take(struct bytes *text, uint32_t *number) {
  uint64_t value = 0;
  size_t size = 0;
  while (size < text->size && text->data[size] >= '0' && text->data[size] <= '9' &&
         value <= LINE_MOST)
    value = value * 10 + (uint64_t)(text->data[size++] - '0');
  text->data += size;
  text->size -= size;
  *number = (uint32_t)value;
  return size && value <= LINE_MOST;
}

static bool word_take(struct bytes *text, const char *word) {
  if (!begins(*text, word))
    return false;
  text->data += strlen(word);
  text->size -= strlen(word);
  return true;
}

// "12,3", or "12" for one line.
static bool range_take(struct bytes *text, uint32_t *line, uint32_t *count) {
  *count = 1;
  return number_take(text, line) && (!word_take(text, ",") || number_take(text, count));
}

static void line_add(struct diff_file *file, uint32_t line) {
  file->lines = xgrow(file->lines, file->count, &file->capacity, sizeof *file->lines);
  file->lines[file->count++] = line;
}

static bool hunk_take(struct reader *reader, struct bytes header) {
  uint32_t old_line, old_count, line, count;
  if (!word_take(&header, "@@ -") || !range_take(&header, &old_line, &old_count) ||
      !word_take(&header, " +") || !range_take(&header, &line, &count) ||
      !word_take(&header, " @@"))
    return fault_damaged(reader->fault, "this is no '@@ -LINE,COUNT +LINE,COUNT @@'");
  while (old_count || count) {
    if (!cursor_left(&reader->in))
      return fault_damaged(reader->fault, "the diff ends inside of a hunk");
    struct bytes text = line_next(reader);
    char kind = text.size && text.data[0] != '\r' ? (char)text.data[0] : ' ';
    if (kind == '\\') // "No newline at end of file"
      continue;
    bool in_old = kind == ' ' || kind == '-', in_new = kind == ' ' || kind == '+';
    if (!in_old && !in_new)
      return fault_damaged(reader->fault, "a hunk has fewer lines than it says");
    if (old_count < in_old || count < in_new)
      return fault_damaged(reader->fault, "a hunk has more lines than it says");
    if (kind == '+' && reader->file)
      line_add(reader->file, line);
    old_count -= in_old;
    count -= in_new;
    line += in_new;
  }
  return true;
}

// ---- All of it ----------------------------------------------------------------------------------

static bool line_take(struct reader *reader, struct bytes line) {
  reader->headed |= begins(line, "diff ") || begins(line, "--- ") || begins(line, "Index: ");
  if (begins(line, "+++ "))
    return file_take(reader, line);
  if (begins(line, "@@@"))
    return fault_damaged(reader->fault, "a combined diff; make it against one parent");
  if (!begins(line, "@@ "))
    return true;
  if (!reader->headed)
    return fault_damaged(reader->fault, "a hunk of no file");
  return hunk_take(reader, line);
}

static int by_line(const void *left, const void *right) {
  return order_u32(*(const uint32_t *)left, *(const uint32_t *)right);
}

static bool all_read(struct reader *reader) {
  bool blank = true;
  while (cursor_left(&reader->in)) {
    struct bytes line = line_next(reader);
    blank &= !line.size;
    if (!line_take(reader, line))
      return false;
  }
  if (!blank && !reader->headed)
    return !fault_set(reader->fault, FAULT_FOREIGN, "this is no unified diff");
  for (size_t i = 0; i < reader->diff->count; i++)
    if (reader->diff->files[i].count)
      qsort(reader->diff->files[i].lines, reader->diff->files[i].count, sizeof(uint32_t), by_line);
  return true;
}

enum fault_kind diff_read(struct bytes text, const struct source_paths *paths, struct diff **diff,
                          struct fault *fault) {
  struct diff *made = xcalloc(1, sizeof *made);
  struct reader reader = {.in = cursor_over(text.data, text.size), .diff = made, .fault = fault};
  made->paths = paths;
  *fault = (struct fault){0};
  if (!all_read(&reader)) {
    fault_place(fault, "line %zu", reader.line);
    diff_free(made);
    made = NULL;
  }
  *diff = made;
  return fault->kind;
}

void diff_free(struct diff *diff) {
  if (!diff)
    return;
  for (size_t i = 0; i < diff->count; i++) {
    free(diff->files[i].plain);
    free(diff->files[i].stripped);
    free(diff->files[i].lines);
  }
  free(diff->files);
  free(diff);
}

size_t diff_count(const struct diff *diff) { return diff->count; }

const char *diff_path(const struct diff *diff, size_t number) { return diff->files[number].path; }

void diff_measured_set(struct diff *diff, size_t number) { diff->files[number].measured = true; }

bool diff_unmeasured(const struct diff *diff, size_t number) {
  static const char *const endings[] = {".c", ".cc", ".cpp", ".cxx", ".c++", ".C"};
  const struct diff_file *file = &diff->files[number];
  const char *dot = strrchr(file->path, '.');
  const char *absolute = file->stripped ? file->stripped : file->plain;
  bool source = false;
  for (size_t i = 0; dot && i < sizeof endings / sizeof *endings; i++)
    source |= !strcmp(dot, endings[i]);
  return source && file->count && !file->measured && source_paths_selected(diff->paths, absolute);
}

size_t diff_find(const struct diff *diff, const char *absolute) {
  for (size_t i = 0; i < diff->count; i++) {
    const struct diff_file *file = &diff->files[i];
    if (!strcmp(file->plain, absolute) || (file->stripped && !strcmp(file->stripped, absolute)))
      return i;
  }
  return DIFF_NONE;
}

bool diff_adds(const struct diff *diff, size_t number, uint32_t first, uint32_t last) {
  const struct diff_file *file = &diff->files[number];
  size_t low = 0, high = file->count;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (file->lines[middle] < first)
      low = middle + 1;
    else
      high = middle;
  }
  return low < file->count && file->lines[low] <= last;
}
