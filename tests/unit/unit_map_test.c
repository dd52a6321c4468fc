// What map_writer encodes, unit_map reads back: all of it.
#include "facts.h"
#include "map_writer.h"
#include "unit_map.h"
#include <stdlib.h>
#include <string.h>

static bool text_is(struct bytes bytes, const char *text) {
  return bytes.size == strlen(text) && !memcmp(bytes.data, text, bytes.size);
}

static struct map_writer *map_write(void) {
  struct map_writer *writer = map_writer_new(300, "src/a.c", "/build");
  uint32_t file = map_writer_file(writer, "src/a.c", 4321, 0x123456789abcdef0);
  uint32_t header = map_writer_file(writer, "inc/a.h", 0, 0);
  uint32_t f = map_writer_name(writer, "f(int)", 6), mangled = map_writer_name(writer, "_Z1fi", 5);
  uint32_t macro = map_writer_name(writer, "M", 1), reason = map_writer_name(writer, "why", 3);
  uint32_t first = map_writer_or(writer, (uint32_t[]){1, 300}, 2);
  uint32_t second = map_writer_or(writer, (uint32_t[]){0, 7, first}, 3);
  struct map_span body = {file, 10, 3, 2000000, 2}, place = {header, 4, 5, 6, 7};
  struct map_span definition = {header, 1, 12, 1, 20};
  struct map_reason none = {0}, assert = {FASTCOV_REASON_ASSERT, 0};
  struct map_reason text = {FASTCOV_REASON_TEXT, reason};
  map_writer_function(writer, &(struct map_function){f, macro, mangled, FASTCOV_FUNCTION_EMITTED,
                                                     none, body, second});
  map_writer_lines(writer, file,
                   (struct map_line[]){{10, 1, none},
                                       {11, 1, none},
                                       {12, 2, text},
                                       {13, 2, assert},
                                       {14, 2, assert},
                                       {2000000, first, none}},
                   6);
  map_writer_lines(writer, header, (struct map_line[]){{1, 3, none}}, 1);
  map_writer_function(writer, &(struct map_function){f, f, f, 0, text, place, 0});
  struct map_outcome outcomes[] = {
      {.kind = FASTCOV_OUTCOME_CASE,
       .why = {FASTCOV_REASON_TEXT, reason},
       .ran = 300,
       .label = mangled,
       .file = header,
       .line = 9,
       .column = 8},
      {.kind = FASTCOV_OUTCOME_DEFAULT,
       .why = {FASTCOV_REASON_ENUM_DEFAULT, 0},
       .line = 5,
       .column = 1},
  };
  struct map_macro use = {macro, definition, true, file, 33, 44};
  map_writer_site(writer, FASTCOV_SITE_SWITCH, 0, place, &use, 5, outcomes, 2);
  map_writer_site(writer, FASTCOV_SITE_AND, 1, body, NULL, 0, NULL, 0);
  map_writer_skipped(writer, "third/party.c");
  return writer;
}

static void tables_check(const struct unit_map *map) {
  fact("the head", map->flag_count == 300 && text_is(map->source, "src/a.c") &&
                       text_is(map->directory, "/build"));
  fact("files", map->file_count == 2 && text_is(map->files[0].path, "src/a.c") &&
                    map->files[0].size == 4321 && map->files[0].hash == 0x123456789abcdef0 &&
                    text_is(map->files[1].path, "inc/a.h"));
  fact("strings", map->name_count == 4 && text_is(map->names[3], "why"));
  fact("OR nodes", map->or_count == 2 && map->or_ends[0] == 2 && map->or_ends[1] == 5 &&
                       map->operands[0] == 300 && map->operands[1] == 1 &&
                       map->operands[2] == 301 && map->operands[4] == 0);
}

static void functions_check(const struct unit_map *map) {
  const struct unit_function *f = &map->functions[0];
  fact("functions", map->function_count == 2 && text_is(f->name, "f(int)") &&
                        text_is(f->linkage_name, "_Z1fi") && f->flags == FASTCOV_FUNCTION_EMITTED &&
                        f->body.line == 10 && f->body.end_line == 2000000 && f->ran == 302 &&
                        f->why.reason == FASTCOV_REASON_COUNTED && text_is(f->instance, "M"));
  fact("functions that are left out", map->functions[1].why.reason == FASTCOV_REASON_TEXT &&
                                          text_is(map->functions[1].why.text, "why"));
  static const uint32_t wanted[][5] = {{0, 10, 2, 1, 0},
                                       {0, 12, 1, 2, FASTCOV_REASON_TEXT},
                                       {0, 13, 2, 2, FASTCOV_REASON_ASSERT},
                                       {0, 2000000, 1, 301, 0},
                                       {1, 1, 1, 3, 0}};
  bool same = map->run_count == 5;
  for (size_t i = 0; same && i < 5; i++) {
    const struct unit_run *run = &map->runs[i];
    uint32_t got[] = {run->file, run->line, run->length, run->ran, run->why.reason};
    same = !memcmp(got, wanted[i], sizeof got);
  }
  fact("runs of lines", same && text_is(map->runs[1].why.text, "why"));
  fact("skipped files", map->skipped_count == 1 && text_is(map->skipped[0], "third/party.c"));
}

static void sites_check(const struct unit_map *map) {
  const struct unit_site *site = &map->sites[0];
  fact("sites", map->site_count == 2 && site->kind == FASTCOV_SITE_SWITCH &&
                    site->place.end_column == 7 && map->sites[1].function == 1 &&
                    !map->sites[1].in_macro && map->sites[1].outcome_count == 0);
  fact("macros", site->in_macro && text_is(site->macro, "M") && site->definition.column == 12 &&
                     site->ordinal == 5 && site->in_argument && site->argument_line == 33 &&
                     site->argument_column == 44);
  const struct unit_outcome *outcome = &map->outcomes[site->first_outcome];
  fact("outcomes", site->outcome_count == 2 && outcome->why.reason == FASTCOV_REASON_TEXT &&
                       text_is(outcome->why.text, "why") && text_is(outcome->label, "_Z1fi") &&
                       outcome->file == 1 && outcome->line == 9 && outcome->column == 8 &&
                       outcome->ran == 300 && outcome[1].kind == FASTCOV_OUTCOME_DEFAULT &&
                       outcome[1].line == 5);
}

static void evaluation_check(const struct unit_map *map) {
  unsigned char flags[300] = {0};
  bool *ran = unit_map_evaluate(map, NULL);
  fact("without flags nothing ran", !memchr(ran, true, 303));
  free(ran);
  flags[299] = FASTCOV_FLAG_SET;
  ran = unit_map_evaluate(map, flags);
  fact("a flag holds alone, and through ORs of ORs",
       !ran[0] && ran[300] && ran[301] && ran[302] && !ran[1]);
  free(ran);
  memset(flags, 0, sizeof flags);
  flags[6] = FASTCOV_FLAG_SET;
  ran = unit_map_evaluate(map, flags);
  fact("an OR holds only what it names", !ran[301] && ran[302]);
  free(ran);
}

static void chunks_check(const unsigned char *chunk, size_t size) {
  unsigned char *twice = calloc(1, 2 * size + 24);
  memcpy(twice, chunk, size);
  memcpy(twice + size + 11, chunk, size);
  struct cursor in = cursor_over(twice, 2 * size + 24);
  struct map_chunk found;
  struct fault fault = {0};
  int count = 0;
  while (!map_chunk_next(&in, &found, &fault) && found.payload.data)
    count += found.payload.size == size - FASTCOV_MAP_HEADER_SIZE;
  fact("chunks are found between any padding", count == 2 && !fault.kind);
  free(twice);
}

int main(void) {
  struct map_writer *writer = map_write();
  unsigned char id[FASTCOV_UNIT_ID_SIZE];
  size_t size;
  const unsigned char *chunk = map_writer_finish(writer, &size, id);
  struct cursor in = cursor_over(chunk, size);
  struct map_chunk found;
  struct fault fault = {0};
  struct unit_map map = {0};
  fact("a chunk is found and read", !map_chunk_next(&in, &found, &fault) &&
                                        !memcmp(found.id, id, sizeof id) &&
                                        !unit_map_read(&found, &map, &fault));
  // Into the same map again: nothing of the first must be left.
  for (int time = 0; time < 2 && !unit_map_read(&found, &map, &fault); time++) {
    tables_check(&map);
    functions_check(&map);
    sites_check(&map);
    evaluation_check(&map);
  }
  chunks_check(chunk, size);
  unit_map_free(&map);
  map_writer_free(writer);
  return facts_end();
}
