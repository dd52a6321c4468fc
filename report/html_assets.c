// See html_assets.h. The assembler takes the files in as they are; the build says where they are,
// if not below the working directory.
#include "html_assets.h"

#ifndef HTML_DIRECTORY
#define HTML_DIRECTORY "report/html"
#endif

#define ASSET(name, file)                                                                          \
  __asm__(".section .rodata\n"                                                                     \
          ".type " #name "_begin, %object\n" #name "_begin:\n"                                     \
          ".incbin \"" HTML_DIRECTORY "/" file "\"\n" #name "_end:\n.byte 0\n"                     \
          ".size " #name "_begin, . - " #name "_begin\n.previous\n");                              \
  extern const unsigned char name##_begin[] __attribute__((visibility("hidden")));                 \
  extern const unsigned char name##_end[] __attribute__((visibility("hidden")))

ASSET(html_css, "pages.css");
ASSET(html_js, "pages.js");

struct bytes html_asset_css(void) {
  return (struct bytes){html_css_begin, (size_t)(html_css_end - html_css_begin)};
}

struct bytes html_asset_js(void) {
  return (struct bytes){html_js_begin, (size_t)(html_js_end - html_js_begin)};
}
