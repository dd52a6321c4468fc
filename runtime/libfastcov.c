// The calls of fastcov.h, for all images of the process.
//
// Each image brings its own start-up code and needs no library. Where this library is linked, the
// weak references of the images to __fastcov_attach and __fastcov_detach find it: so it knows of
// the images, in a list that runs through their own structures (no heap). Everything that touches
// files is done by the image's code, through three pointers.
#define FASTCOV_REQUIRED // we define them: our symbols are not weak
#include "fastcov.h"
#include "image.h"

#include <errno.h>
#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>
#include <string.h>
#include <unistd.h>

#define EXPORT __attribute__((visibility("default")))
#define DIRECTORY_MAX 4096

static struct fastcov_image *images;

// The context that images loaded from now on begin with, once the program has set one.
static char current[FASTCOV_CONTEXT_MAX];
static size_t current_size;
static int current_is_set;

// The environment's directory, absolute: by the time that a context changes, the program may have
// changed its own directory or overwritten the memory of its environment. One is enough, since
// there is one environment; that of the first image counts.
static char directory[DIRECTORY_MAX];

// A lock that a forked child can have: it holds the process that took it. If that is not us, it was
// taken by a thread of our parent, which does not exist here. (Nothing is half-done then: a list
// changes by one store.) No pthread_atfork: that would be visible to the host.
static atomic_int lock_owner;
static pthread_t lock_thread; // valid while lock_owner is this process

// Returns 0, or 1 if this thread has the lock already: a signal handler called exit during a call.
static int lock(void) {
  int self = getpid();
  for (;;) {
    int owner = 0;
    if (atomic_compare_exchange_strong(&lock_owner, &owner, self))
      break;
    if (owner == self && pthread_equal(lock_thread, pthread_self()))
      return 1;
    if (owner != self && atomic_compare_exchange_strong(&lock_owner, &owner, self))
      break;
    sched_yield();
  }
  lock_thread = pthread_self();
  return 0;
}

static void unlock(void) { atomic_store(&lock_owner, 0); }

// Returns `path` as an absolute path in `directory`, or `path` itself where that cannot be.
static const char *directory_keep(const char *path) {
  size_t used = 0;
  size_t size = strlen(path) + 1;
  if (directory[0])
    return directory;
  if (path[0] != '/') {
    int saved = errno;
    if (getcwd(directory, sizeof directory - 1) && directory[0] == '/') {
      used = strlen(directory);
      directory[used++] = '/';
    }
    errno = saved;
  }
  if (used + size > sizeof directory) {
    directory[0] = 0;
    return path;
  }
  memcpy(directory + used, path, size);
  return directory;
}

EXPORT int __fastcov_attach(struct fastcov_image *image, const char *context, size_t size) {
  if (image->version != FASTCOV_IMAGE_VERSION)
    return 0;
  lock();
  if (image->directory != image->default_directory)
    image->directory = directory_keep(image->directory);
  if (current_is_set)
    image->open_shard(image, current, current_size, 1);
  else
    image->open_shard(image, context, size, 1);
  image->next = images;
  images = image;
  unlock();
  return 1;
}

EXPORT void __fastcov_detach(struct fastcov_image *image) {
  int had = lock();
  for (struct fastcov_image **at = &images; *at; at = &(*at)->next)
    if (*at == image) {
      *at = image->next;
      break;
    }
  if (!had)
    unlock();
}

EXPORT int fastcov_context(const char *name) {
  int result = 0;
  size_t size = name ? strlen(name) : 0;
  if (size > FASTCOV_CONTEXT_MAX)
    return ENAMETOOLONG;
  lock();
  for (struct fastcov_image *image = images; image; image = image->next) {
    int error = image->open_shard(image, name, size, 0);
    if (error)
      result = -error;
  }
  if (size)
    memcpy(current, name, size);
  current_size = size;
  current_is_set = 1;
  unlock();
  return result;
}

EXPORT int fastcov_flush(void) {
  int result = 0;
  lock();
  for (struct fastcov_image *image = images; image; image = image->next) {
    int error = image->flush(image);
    if (error)
      result = -error;
  }
  unlock();
  return result;
}

EXPORT int fastcov_reset(void) {
  int result = 0;
  lock();
  for (struct fastcov_image *image = images; image; image = image->next) {
    int error = image->reset(image);
    if (error)
      result = -error;
  }
  unlock();
  return result;
}
