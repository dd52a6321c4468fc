// The calls that a program may make to fastcov while it runs. None is needed for coverage.
//
// They act on all instrumented images of the process: the program and its shared objects, also
// those loaded later. They are for test runners that run many tests in one process, and for
// programs that want to leave out what happened before a certain point.
//
// All of them are weak, so that the same source builds and links without fastcov: ask first.
//
//   if (fastcov_context)
//     fastcov_context("test 17");
//
// Link with -lfastcov. A weak reference does not take a member out of a static library: with
// libfastcov.a define FASTCOV_REQUIRED before including this header, which makes the references
// ordinary ones.
//
// Each returns 0, or an error number as in <errno.h> if it failed for one image at least; the
// others have been treated nevertheless. errno itself is not touched. Without an instrumented image
// there is nothing to do, and that is no error.
//
// They may be called from any thread, but not from a signal handler. What other threads execute
// during a call counts as before or as after it, each image and each flag for itself. (In the
// fallback, see fastcov_flush, what first runs during a change of context may be lost.) In a forked
// child they work as in any process.
#ifndef FASTCOV_H
#define FASTCOV_H

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

#ifdef FASTCOV_REQUIRED
#define FASTCOV_API __attribute__((visibility("default")))
#else
#define FASTCOV_API __attribute__((visibility("default"), weak))
#endif

// From here on, what runs counts for the context `name`, usually that of a test; "" or NULL is "no
// context", which is also how a process starts unless FASTCOV_CONTEXT says otherwise. Nothing is
// lost: what ran before is kept under the context before. The first execution of an outcome counts
// anew in each context, also in one that was there before. Every change leaves one more shard per
// image (some kilobytes, and the time that creating a file takes).
//
// In a forked child, the change is the child's alone: from its first change of context on it has
// shards of its own.
//
// ENAMETOOLONG: the name has more than 1024 bytes; nothing has been done. Otherwise, an error says
// that an image could not make a new shard (disk full, directory gone): it goes on under the
// context before.
FASTCOV_API int fastcov_context(const char *name);

// Brings the shards up to date. This is not needed: they are at all times, whatever becomes of the
// process. The exception are images for which shards cannot be mapped (see "fallback" in
// docs/usage.md); what they ran is saved at exit, and by this call.
FASTCOV_API int fastcov_flush(void);

// Forgets what ran so far in the current context: clears all flags of the process and in its
// shards. A process and its forked children have the same shards unless they changed the context,
// and so forget together.
FASTCOV_API int fastcov_reset(void);

// For programs without files, or without an operating system: hands the shard of the image that it
// is linked into to `sink`, piece by piece from its first byte to its last; `to` is handed on. What
// the sink has been given, in a file whose name ends in .fcs, is a shard for fastcov-merge; the
// program is named with --object, since the shard does not know it. Uses neither libc nor memory of
// its own, and may be called as often as you like: each time gives all that ran so far. What runs
// during the call may be in it.
//
// The sink returns 0, or anything else to be called no more; that is returned. Otherwise 0; without
// an instrumented unit in the image there is nothing to give, and the sink is not called. `bytes`
// is valid until the sink returns, `size` is in bytes, and may be 0.
//
// Only in libfastcov.a, and never weak; runtime/fastcov_write.c can be compiled along instead.
__attribute__((visibility("default"))) int
fastcov_write(int (*sink)(void *to, const void *bytes, size_t size), void *to);

#ifdef __cplusplus
}
#endif

#endif
