// A program that is not instrumented and loads the shared object library.c. Each argument is
// something to do.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <limits.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static void *handle;
static const char *path;

static void *load(void *unused) {
  (void)unused;
  handle = dlopen(path, RTLD_NOW);
  if (!handle)
    fprintf(stderr, "%s\n", dlerror());
  return NULL;
}

static void load_in_small_thread(void) {
  pthread_t id;
  pthread_attr_t attributes;
  pthread_attr_init(&attributes);
  pthread_attr_setstacksize(&attributes, PTHREAD_STACK_MIN + 8192);
  pthread_create(&id, &attributes, load, NULL);
  pthread_join(id, NULL);
}

int main(int count, char **words) {
  for (int i = 1; i < count; i++) {
    const char *word = words[i];
    if (!strcmp(word, "load"))
      path = words[++i], load(NULL);
    else if (!strcmp(word, "load-in-thread"))
      path = words[++i], load_in_small_thread();
    else if (!strcmp(word, "set"))
      ((void (*)(int))dlsym(handle, "library_set"))(atoi(words[++i]));
    else if (!strcmp(word, "unload"))
      dlclose(handle);
    else if (!strcmp(word, "setenv"))
      setenv("SOMETHING", "new", 1);
    else if (!strcmp(word, "unsetenv"))
      unsetenv("SOMETHING");
    else if (!strcmp(word, "clearenv"))
      clearenv();
    else if (!strcmp(word, "chdir"))
      i++, chdir(words[i]) ? abort() : (void)0;
    else if (!strcmp(word, "_exit"))
      _exit(0);
    else
      return 99;
  }
  return 0;
}
