// expat_driver SCALE: parses a document of SCALE * 1000 elements with namespaces.
#include "bench_input.h"
#include "expat.h"

static unsigned elements, characters;
static void start(void *data, const XML_Char *name, const XML_Char **attributes) {
  (void)data, (void)name;
  for (elements++; *attributes; attributes += 2)
    characters += attributes[1][0] == '1';
}
static void end(void *data, const XML_Char *name) { (void)data, (void)name; }
static void text(void *data, const XML_Char *s, int length) {
  (void)data;
  characters += s[0] != ' ' ? (unsigned)length : 0;
}

int main(int argc, char **argv) {
  unsigned count = (unsigned)atoi(argv[argc - 1]) * 1000;
  char *document = malloc(count * 160 + 100);
  size_t length = (size_t)sprintf(document, "<?xml version='1.0'?><r:root xmlns:r='urn:r' xmlns='d'>");
  for (unsigned i = 0; i < count; i++)
    length += (size_t)sprintf(document + length,
                              "<item id='%u' kind=\"a&amp;b\"><!-- %u -->text &lt; %u\n"
                              "<r:leaf/><![CDATA[raw %u]]></item>\n", i, i * 7, i * 13, i);
  length += (size_t)sprintf(document + length, "</r:root>");
  XML_Parser parser = XML_ParserCreateNS(NULL, '|');
  XML_SetElementHandler(parser, start, end);
  XML_SetCharacterDataHandler(parser, text);
  for (size_t at = 0; at < length; at += 4096)
    if (!XML_Parse(parser, document + at, (int)(length - at < 4096 ? length - at : 4096),
                   at + 4096 >= length))
      return 1;
  printf("%u %u\n", elements, characters);
  return 0;
}
