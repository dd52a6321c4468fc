// See lcov_read.h. A tracefile is lines "KEY:VALUE,VALUE"; those of a source file stand between
// its SF and an end_of_record. Names may hold commas, so they are taken from what is left.
#include "lcov_read.h"
#include "key_table.h"
#include "xmalloc.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// A function of the record being read: by its name (FN, FNDA), or by its number (FNL, FNA), under
// which several names can stand for one function.
struct pending {
  const char *name; // NULL: not said yet
  bool placed, covered;
  size_t said_at; // the line of the tracefile that first spoke of it
};

// Where function number `function` begins. One name can stand for several functions (static ones
// under #if, say); what is counted is counted for all of them.
struct place {
  size_t function;
  uint32_t line;
};

struct reader {
  struct cursor in;
  size_t line; // of the tracefile
  struct foreign *into;
  struct fault *fault;
  struct foreign_file *file; // of the record being read; NULL between records
  struct key_table *keys;    // of `functions`
  struct pending *functions;
  size_t capacity;
  struct place *places;
  size_t place_count, place_capacity;
};

// ---- Values -------------------------------------------------------------------------------------

// The rest of `value` up to a comma, which goes too; all of it if there is none.
static struct bytes field_take(struct bytes *value) {
  const unsigned char *comma = value->size ? memchr(value->data, ',', value->size) : NULL;
  struct bytes field = {value->data, comma ? (size_t)(comma - value->data) : value->size};
  size_t gone = field.size + (comma != NULL);
  value->data += gone;
  value->size -= gone;
  return field;
}

static bool digit(unsigned char c) { return c >= '0' && c <= '9'; }

static bool digits_all(struct bytes text) {
  for (size_t i = 0; i < text.size; i++)
    if (!digit(text.data[i]))
      return false;
  return text.size != 0;
}

// A decimal number up to `most`.
static bool number_read(struct bytes text, uint32_t most, uint32_t *number) {
  uint64_t value = 0;
  if (!digits_all(text))
    return false;
  for (size_t i = 0; i < text.size && value <= most; i++)
    value = value * 10 + (uint64_t)(text.data[i] - '0');
  *number = (uint32_t)value;
  return value <= most;
}

static bool line_read(struct reader *reader, const char *key, struct bytes text, uint32_t *line) {
  if (number_read(text, FOREIGN_PLACE_MOST, line) && *line)
    return true;
  return fault_damaged(reader->fault, "%s: '%.*s' is not a line number", key,
                       (int)(text.size > 40 ? 40 : text.size),
                       text.data ? (const char *)text.data : "");
}

// How often something ran, of which we keep whether it did. Counts can be beyond 64 bits, and some
// tools write them as 1.5e+20.
static bool count_read(struct reader *reader, const char *key, struct bytes text, bool *ran) {
  size_t at = 0, digits = 0;
  *ran = false;
  for (; at < text.size && (digit(text.data[at]) || (text.data[at] == '.' && digits)); at++) {
    digits += digit(text.data[at]);
    *ran |= text.data[at] > '0';
  }
  if (at < text.size && (text.data[at] | 0x20) == 'e') {
    at += at + 1 < text.size && text.data[at + 1] == '+' ? 2 : 1;
    if (digits_all((struct bytes){text.data + at, text.size - at}))
      at = text.size;
    else
      digits = 0;
  }
  if (digits && at == text.size)
    return true;
  return fault_damaged(reader->fault, "%s: '%.*s' is not a count", key,
                       (int)(text.size > 40 ? 40 : text.size),
                       text.data ? (const char *)text.data : "");
}

// ---- Functions ----------------------------------------------------------------------------------

// `kind` keeps names and numbers apart.
static struct pending *function_find(struct reader *reader, char kind, struct bytes key) {
  char *text = xcalloc(key.size + 1, 1);
  text[0] = kind;
  if (key.size)
    memcpy(text + 1, key.data, key.size);
  size_t count = key_table_count(reader->keys);
  size_t number = key_table_add(reader->keys, text, key.size + 1);
  free(text);
  if (number == count) {
    reader->functions =
        xgrow(reader->functions, count, &reader->capacity, sizeof *reader->functions);
    reader->functions[number] = (struct pending){.said_at = reader->line};
  }
  return &reader->functions[number];
}

static void function_place(struct reader *reader, struct pending *function, uint32_t line) {
  reader->places =
      xgrow(reader->places, reader->place_count, &reader->place_capacity, sizeof *reader->places);
  reader->places[reader->place_count++] =
      (struct place){(size_t)(function - reader->functions), line};
  function->placed = true;
}

// FN:LINE,NAME or FN:LINE,END,NAME
static bool fn_take(struct reader *reader, struct bytes value) {
  uint32_t line;
  if (!line_read(reader, "FN", field_take(&value), &line))
    return false;
  struct bytes rest = value, end = field_take(&rest);
  if (digits_all(end) && end.size < value.size)
    value = rest;
  if (!value.size)
    return fault_damaged(reader->fault, "FN: the name is missing");
  struct pending *function = function_find(reader, 'n', value);
  function->name = foreign_function_name(reader->into, reader->file, value);
  function_place(reader, function, line);
  return true;
}

static bool fnda_take(struct reader *reader, struct bytes value) {
  bool ran;
  if (!count_read(reader, "FNDA", field_take(&value), &ran))
    return false;
  if (!value.size)
    return fault_damaged(reader->fault, "FNDA: the name is missing");
  function_find(reader, 'n', value)->covered |= ran;
  return true;
}

// FNL:NUMBER,LINE or FNL:NUMBER,LINE,END
static bool fnl_take(struct reader *reader, struct bytes value) {
  struct bytes number = field_take(&value);
  uint32_t line;
  if (!digits_all(number))
    return fault_damaged(reader->fault, "FNL: a function's number is missing");
  if (!line_read(reader, "FNL", field_take(&value), &line))
    return false;
  function_place(reader, function_find(reader, 'i', number), line);
  return true;
}

// FNA:NUMBER,COUNT,NAME
static bool fna_take(struct reader *reader, struct bytes value) {
  struct bytes number = field_take(&value);
  bool ran;
  if (!digits_all(number))
    return fault_damaged(reader->fault, "FNA: a function's number is missing");
  if (!count_read(reader, "FNA", field_take(&value), &ran))
    return false;
  if (!value.size)
    return fault_damaged(reader->fault, "FNA: the name is missing");
  struct pending *function = function_find(reader, 'i', number);
  function->covered |= ran;
  if (!function->name)
    function->name = foreign_function_name(reader->into, reader->file, value);
  return true;
}

static bool functions_check(struct reader *reader) {
  for (size_t i = 0; i < key_table_count(reader->keys); i++) {
    const struct pending *function = &reader->functions[i];
    const char *key = (const char *)key_table_key(reader->keys, i).data;
    if (function->placed && function->name)
      continue;
    reader->line = function->said_at;
    if (*key == 'n')
      return fault_damaged(reader->fault, "FNDA of '%.60s', of which no FN says where it is",
                           key + 1);
    return fault_damaged(reader->fault, "function %.20s has an %s", key + 1,
                         function->placed ? "FNL but no FNA" : "FNA but no FNL");
  }
  return true;
}

static bool functions_end(struct reader *reader) {
  if (!functions_check(reader))
    return false;
  for (size_t i = 0; i < reader->place_count; i++) {
    const struct pending *function = &reader->functions[reader->places[i].function];
    foreign_function_add(reader->file, (struct foreign_function){.name = function->name,
                                                                 .line = reader->places[i].line,
                                                                 .covered = function->covered});
  }
  reader->place_count = 0;
  key_table_free(reader->keys);
  reader->keys = key_table_new();
  return true;
}

// ---- Lines and branches -------------------------------------------------------------------------

// DA:LINE,COUNT or DA:LINE,COUNT,CHECKSUM
static bool da_take(struct reader *reader, struct bytes value) {
  struct foreign_line line;
  if (!line_read(reader, "DA", field_take(&value), &line.line) ||
      !count_read(reader, "DA", field_take(&value), &line.covered))
    return false;
  foreign_line_add(reader->file, line);
  return true;
}

// BRDA:LINE,[e]BLOCK,BRANCH,COUNT, where COUNT is - if the line never ran and BRANCH may be text
// with commas.
static bool brda_take(struct reader *reader, struct bytes value) {
  struct foreign_branch branch = {0};
  if (!line_read(reader, "BRDA", field_take(&value), &branch.line))
    return false;
  struct bytes block = field_take(&value);
  branch.exception = block.size && block.data[0] == 'e';
  block.data += branch.exception;
  block.size -= branch.exception;
  if (!number_read(block, UINT32_MAX, &branch.block))
    return fault_damaged(reader->fault, "BRDA: a block's number is missing");
  size_t name_size = value.size;
  while (name_size && value.data[name_size - 1] != ',')
    name_size--;
  if (name_size < 2)
    return fault_damaged(reader->fault, "BRDA: needs a line, a block, a branch and a count");
  struct bytes count = {value.data + name_size, value.size - name_size};
  bool never = count.size == 1 && count.data[0] == '-';
  if (!never && !count_read(reader, "BRDA", count, &branch.covered))
    return false;
  branch.name = foreign_text(reader->into, (struct bytes){value.data, name_size - 1});
  foreign_branch_add(reader->file, branch);
  return true;
}

// ---- Records ------------------------------------------------------------------------------------

static bool sf_take(struct reader *reader, struct bytes value) {
  if (reader->file)
    return fault_damaged(reader->fault, "SF inside of the record of %.100s", reader->file->path);
  if (!value.size || memchr(value.data, 0, value.size))
    return fault_damaged(reader->fault, "SF: the path is missing");
  reader->file = foreign_file(reader->into, value);
  return true;
}

static bool ignored_take(struct reader *reader, struct bytes value) {
  (void)reader, (void)value;
  return true;
}

static const struct record {
  const char *key;
  bool (*take)(struct reader *reader, struct bytes value);
  bool anywhere; // not only inside of a source file's record
} records[] = {
    {"DA", da_take, false},        {"BRDA", brda_take, false},   {"FN", fn_take, false},
    {"FNDA", fnda_take, false},    {"FNL", fnl_take, false},     {"FNA", fna_take, false},
    {"SF", sf_take, true},         {"TN", ignored_take, true},   {"VER", ignored_take, false},
    {"MCDC", ignored_take, false}, {"FNF", ignored_take, false}, {"FNH", ignored_take, false},
    {"LF", ignored_take, false},   {"LH", ignored_take, false},  {"BRF", ignored_take, false},
    {"BRH", ignored_take, false},  {"MCF", ignored_take, false}, {"MCH", ignored_take, false},
};

static bool is(struct bytes text, const char *word) {
  return text.size == strlen(word) && !memcmp(text.data, word, text.size);
}

static bool end_take(struct reader *reader) {
  if (!reader->file)
    return fault_damaged(reader->fault, "end_of_record without SF");
  if (!functions_end(reader))
    return false;
  reader->file = NULL;
  return true;
}

static bool text_line_take(struct reader *reader, struct bytes text) {
  if (!text.size || text.data[0] == '#')
    return true;
  if (is(text, "end_of_record"))
    return end_take(reader);
  const unsigned char *colon = memchr(text.data, ':', text.size);
  struct bytes key = {text.data, colon ? (size_t)(colon - text.data) : 0};
  for (size_t i = 0; colon && i < sizeof records / sizeof *records; i++) {
    if (!is(key, records[i].key))
      continue;
    if (!reader->file && !records[i].anywhere)
      return fault_damaged(reader->fault, "%s before any SF", records[i].key);
    return records[i].take(reader, (struct bytes){colon + 1, text.size - key.size - 1});
  }
  return fault_damaged(reader->fault, "'%.*s' is no record of a tracefile",
                       (int)(text.size > 40 ? 40 : text.size), (const char *)text.data);
}

static bool all_read(struct reader *reader) {
  size_t records_seen = 0;
  while (cursor_left(&reader->in)) {
    reader->line++;
    struct bytes text = get_line(&reader->in);
    if (text.size && text.data[text.size - 1] == '\r')
      text.size--;
    if (!text_line_take(reader, text))
      return false;
    records_seen += reader->file != NULL;
  }
  if (reader->file)
    return fault_damaged(reader->fault, "ends inside of the record of %.100s", reader->file->path);
  if (!records_seen)
    return fault_damaged(reader->fault, "no source file in it");
  return true;
}

enum fault_kind lcov_read(struct bytes text, struct foreign *into, struct fault *fault) {
  struct reader reader = {
      .in = cursor_over(text.data, text.size),
      .into = into,
      .fault = fault,
      .keys = key_table_new(),
  };
  *fault = (struct fault){0};
  if (!all_read(&reader))
    fault_place(fault, "line %zu", reader.line);
  key_table_free(reader.keys);
  free(reader.functions);
  free(reader.places);
  return fault->kind;
}
