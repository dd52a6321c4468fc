// See source_text.h.
#include "source_text.h"
#include "file_bytes.h"
#include "key_table.h"
#include "xmalloc.h"
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct source_texts {
  struct key_table *names; // absolute
  struct source_text **texts;
  size_t capacity;
};

struct source_texts *source_texts_new(void) {
  struct source_texts *texts = xcalloc(1, sizeof *texts);
  texts->names = key_table_new();
  return texts;
}

void source_texts_free(struct source_texts *texts) {
  if (!texts)
    return;
  for (size_t i = 0; i < key_table_count(texts->names); i++) {
    free((void *)texts->texts[i]->content.data);
    free((void *)texts->texts[i]->begins);
    free((void *)texts->texts[i]->problem);
    free(texts->texts[i]);
  }
  free(texts->texts);
  key_table_free(texts->names);
  free(texts);
}

static void lines_find(struct source_text *text) {
  const unsigned char *data = text->content.data, *end = data + text->content.size;
  size_t capacity = 0, *begins = NULL, count = 0;
  for (const unsigned char *at = data; at < end;) {
    const unsigned char *newline = memchr(at, '\n', (size_t)(end - at));
    begins = xgrow(begins, count, &capacity, sizeof *begins);
    begins[count++] = (size_t)(at - data);
    at = newline ? newline + 1 : end;
  }
  begins = xgrow(begins, count, &capacity, sizeof *begins);
  begins[count] = text->content.size;
  text->begins = begins;
  text->line_count = count;
}

static struct source_text *text_read(const char *absolute) {
  struct source_text *text = xcalloc(1, sizeof *text);
  struct buffer content = {0};
  struct fault fault;
  if (file_read(absolute, &content, &fault)) {
    bool absent = access(absolute, F_OK) && errno == ENOENT;
    text->problem = absent ? NULL : xstrdup(fault.text);
    free(content.data);
    return text;
  }
  text->present = true;
  text->content = (struct bytes){content.data, content.size};
  return text;
}

static struct source_text *text_find(struct source_texts *texts, const char *absolute) {
  size_t count = key_table_count(texts->names);
  size_t number = key_table_add(texts->names, absolute, strlen(absolute));
  if (number == count) {
    texts->texts = xgrow(texts->texts, count, &texts->capacity, sizeof *texts->texts);
    texts->texts[number] = text_read(absolute);
  }
  return texts->texts[number];
}

const struct source_text *source_texts_whole(struct source_texts *texts, const char *absolute) {
  return text_find(texts, absolute);
}

const struct source_text *source_texts_find(struct source_texts *texts, const char *absolute) {
  struct source_text *text = text_find(texts, absolute);
  if (text->content.size && !text->begins)
    lines_find(text);
  return text;
}

struct bytes source_text_line(const struct source_text *text, uint32_t line) {
  if (!line || line > text->line_count)
    return (struct bytes){NULL, 0};
  size_t begin = text->begins[line - 1], end = text->begins[line];
  const unsigned char *data = text->content.data;
  if (end > begin && data[end - 1] == '\n')
    end--;
  if (end > begin && data[end - 1] == '\r')
    end--;
  return (struct bytes){data + begin, end - begin};
}
