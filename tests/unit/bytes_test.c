// The ground that the readers stand on: cursor, numbers of any length, numbered keys, sets of
// lines.
#include "buffer.h"
#include "cursor.h"
#include "facts.h"
#include "key_table.h"
#include "line_set.h"
#include <stdlib.h>
#include <string.h>

static void numbers_check(void) {
  static const uint64_t numbers[] = {
      0, 1, 127, 128, 16383, 16384, UINT32_MAX, 1ull << 32, 1ull << 63, UINT64_MAX - 1, UINT64_MAX};
  bool same = true;
  for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
    struct buffer out = {0};
    buffer_uv(&out, numbers[i]);
    struct cursor in = cursor_over(out.data, out.size);
    same &= get_uv(&in) == numbers[i] && !in.failed && !cursor_left(&in);
    in = cursor_over(out.data, out.size - 1);
    get_uv(&in);
    same &= in.failed;
    free(out.data);
  }
  fact("numbers survive writing and reading, and fail without their last byte", same);
}

static bool uv_fails(const char *bytes, size_t size) {
  struct cursor in = cursor_over(bytes, size);
  get_uv(&in);
  return in.failed;
}

static void bounds_check(void) {
  fact("a number beyond 64 bits fails",
       uv_fails("\xff\xff\xff\xff\xff\xff\xff\xff\xff\x02", 10) &&
           uv_fails("\x80\x80\x80\x80\x80\x80\x80\x80\x80\x80\x01", 11));
  fact("a number that is not in its shortest form fails", uv_fails("\x80\x00", 2));
  struct cursor in = cursor_over("abc", 3);
  get_u32(&in);
  fact("a read beyond the end fails and moves nothing", in.failed && cursor_offset(&in) == 0);
  get_bytes(&in, 1);
  fact("failure sticks", in.failed && cursor_offset(&in) == 0);
  in = cursor_over("\xff\xff\xff\xff\x0f"
                   "abc",
                   8);
  fact("a length beyond the end fails", get_str(&in).data == NULL && in.failed);
  in = cursor_over("\x04"
                   "abc",
                   4);
  fact("a count that the bytes left cannot hold fails", get_count(&in, 1) == 0 && in.failed);
  in = cursor_over(NULL, 0);
  fact("nothing can be read of nothing, without failing",
       get_bytes(&in, 0).size == 0 && !in.failed);
}

static void keys_check(void) {
  struct key_table *table = key_table_new();
  bool right = true;
  for (uint32_t round = 0; round < 2; round++)
    for (uint32_t i = 0; i < 10000; i++)
      right &= key_table_add(table, &i, sizeof i) == i;
  uint32_t unknown = 10000;
  fact("10,000 keys have the numbers of their first coming",
       right && key_table_count(table) == 10000);
  fact("an unknown key has none",
       key_table_find(table, &unknown, sizeof unknown) == KEY_TABLE_NONE);
  fact("the empty key is a key", key_table_add(table, "", 0) == 10000 &&
                                     key_table_find(table, NULL, 0) == 10000 &&
                                     key_table_key(table, 10000).size == 0);
  key_table_free(table);
}

static void lines_check(void) {
  struct line_set set = {0};
  const struct reason counts = {0}, left_out = {FASTCOV_REASON_TEXT, "why"};
  for (int round = 0; round < 3000; round++) {
    line_set_add(&set, 5, 2, round == 17, round == 29 ? counts : left_out);
    line_set_add(&set, 3, 1, false, left_out);
  }
  size_t capacity = set.capacity;
  line_set_compact(&set);
  fact("lines that come again and again take no room", capacity < 5000);
  fact("a line ran if it ran once", set.count == 3 && line_set_line(&set, 0) == 3 &&
                                        !line_set_covered(&set, 0) && line_set_line(&set, 1) == 5 &&
                                        line_set_covered(&set, 1) && line_set_covered(&set, 2));
  fact("a line counts if it counts once",
       line_set_reason(&set, 1).reason == FASTCOV_REASON_COUNTED &&
           line_set_reason(&set, 2).reason == FASTCOV_REASON_COUNTED);
  fact("else it is known why not", line_set_reason(&set, 0).reason == FASTCOV_REASON_TEXT &&
                                       !strcmp(line_set_reason(&set, 0).text, "why"));
  fact("nor do reasons that come again and again take room", set.reason_capacity < 5000);
  line_set_free(&set);
}

int main(void) {
  numbers_check();
  bounds_check();
  keys_check();
  lines_check();
  return facts_end();
}
