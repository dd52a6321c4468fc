// What the C tests say: one line per fact, as tests/lib.sh does. A test's main ends with
// `return facts_end();`.
#ifndef FASTCOV_FACTS_H
#define FASTCOV_FACTS_H

#include <stdbool.h>
#include <stdio.h>

static int facts_failed;

__attribute__((unused)) static void fact(const char *title, bool holds) {
  printf("%s - %s\n", holds ? "ok" : "not ok", title);
  facts_failed |= !holds;
}

static int facts_end(void) { return facts_failed; }

#endif
