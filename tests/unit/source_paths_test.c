// Paths as text: absolute, normalised, shown, selected.
#include "facts.h"
#include "source_paths.h"
#include <stdlib.h>
#include <string.h>

static struct bytes text(const char *letters) {
  return (struct bytes){(const unsigned char *)letters, strlen(letters)};
}

static void absolute_check(const struct source_paths *paths) {
  static const char *const table[][3] = {
      {"/d", "a.c", "/d/a.c"},
      {"/d", "/x/a.c", "/x/a.c"},
      {"/d", "./a.c", "/d/a.c"},
      {"/d", "../a.c", "/a.c"},
      {"/d", "../../../a.c", "/a.c"},
      {"/d/e/", "..//.//b/../a.c", "/d/a.c"},
      {"/", "a.c", "/a.c"},
      {"/d", "..", "/"},
      {"/d", "a.c/", "/d/a.c"},
      {"/d", "...", "/d/..."},
      {"/d", ".a", "/d/.a"},
      {"/d", "a..", "/d/a.."},
      {"sub", "a.c", "/root/dir/sub/a.c"},
      {"", "a.c", "/root/dir/a.c"},
      {"/d", "", "/d"},
  };
  for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
    char title[100];
    char *absolute = source_paths_absolute(paths, text(table[i][0]), text(table[i][1]));
    snprintf(title, sizeof title, "'%s' in '%s' is %s", table[i][1], table[i][0], table[i][2]);
    fact(title, !strcmp(absolute, table[i][2]));
    free(absolute);
  }
}

static void shown_check(const struct source_paths *paths) {
  fact("what is below the root is shown without it",
       !strcmp(source_paths_shown(paths, "/root/dir/a/b.c"), "a/b.c"));
  fact("what only begins like the root is not below it",
       !source_paths_inside(paths, "/root/directory/b.c"));
  fact("the root is not below itself", !source_paths_inside(paths, "/root/dir"));
  struct source_paths *all = source_paths_new("/");
  fact("all is below /", !strcmp(source_paths_shown(all, "/a.c"), "a.c"));
  source_paths_free(all);
}

static void selected_check(struct source_paths *paths) {
  fact("without patterns all is selected", source_paths_selected(paths, "/x.c"));
  source_paths_exclude(paths, "*_test.c");
  fact("an excluded file is not selected", !source_paths_selected(paths, "/root/dir/a/b_test.c"));
  fact("excluding one leaves the others", source_paths_selected(paths, "/x.c"));
  source_paths_include(paths, "a/*");
  fact("with an include only that is selected",
       !source_paths_selected(paths, "/x.c") && source_paths_selected(paths, "/root/dir/a/b.c"));
  fact("an exclude wins", !source_paths_selected(paths, "/root/dir/a/b_test.c"));
}

int main(void) {
  struct source_paths *paths = source_paths_new("/root/./x/../dir/");
  absolute_check(paths);
  shown_check(paths);
  selected_check(paths);
  source_paths_free(paths);
  return facts_end();
}
