// cjson_driver SCALE: parses, prints and compares SCALE documents of 100 records.
#include "bench_input.h"
#include "cJSON.h"

int main(int argc, char **argv) {
  char *document = malloc(100 * 200);
  size_t length = (size_t)sprintf(document, "[");
  for (unsigned i = 0; i < 100; i++)
    length += (size_t)sprintf(document + length,
                              "%s{\"id\": %u, \"name\": \"n\\u00e9\\t%u\", \"tags\": [true, null, %u.5e-3],"
                              " \"inner\": {\"a\": [], \"b\": \"%u\"}}",
                              i ? ",\n" : "", i, i * 31, i * 7, i * i);
  sprintf(document + length, "]");
  size_t sum = 0;
  for (int i = 0; i < atoi(argv[argc - 1]); i++) {
    cJSON *a = cJSON_Parse(document);
    char *text = cJSON_PrintUnformatted(a);
    cJSON *b = cJSON_Parse(text);
    if (!cJSON_Compare(a, b, 1))
      return 1;
    sum += strlen(text);
    free(text);
    cJSON_Delete(a);
    cJSON_Delete(b);
  }
  printf("%zu\n", sum);
  return 0;
}
