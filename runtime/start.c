// The start-up code that the plugin links into every instrumented object, as bitcode.
//
// It collects what only the linker knows of the image, and calls the code that does the work
// (shard.c). That code was compiled when fastcov was: the plugin adds it as bytes, which costs a
// compilation next to nothing, whatever the optimisation level, sanitizers or LTO. The linker keeps
// one copy of all this per image.
#include "image.h"

#if defined(__clang__)
// The host's own instrumentation would call into its runtime before that has started.
#pragma clang attribute push(__attribute__((no_sanitize("coverage"))), apply_to = function)
#pragma clang attribute push(__attribute__((no_profile_instrument_function)), apply_to = function)
#endif

#define LINKER __attribute__((visibility("hidden")))

// From the linker and the plugin. The tail begins the page after the flags' last; the directory is
// the default one, absolute; the ELF header is not there if a linker script says so.
extern LINKER unsigned char __start_fastcov_flags[], __stop_fastcov_flags[];
extern LINKER const unsigned char __start_fastcov_units[], __stop_fastcov_units[];
extern LINKER unsigned char __fastcov_tail[];
extern LINKER const char __fastcov_dir[];
extern LINKER const unsigned char __ehdr_start[] __attribute__((weak));

#pragma weak __fastcov_attach
#pragma weak __fastcov_detach

// The one writable object. Zeros are "not started".
LINKER
#if defined(__clang__)
__attribute__((no_sanitize("address")))
#endif
struct fastcov_image __fastcov_image;

// shard.c. Where its bytes do not come from elsewhere (no compiler for the target when fastcov was
// built) it is compiled along.
#if defined(FASTCOV_SHARD_CODE_APART)
LINKER void __fastcov_runtime(struct fastcov_image *image, enum fastcov_operation operation,
                              char **environment);
#else
#if defined(__clang__)
#pragma clang attribute push(__attribute__((minsize)), apply_to = function)
#endif
#include "shard.c"
#if defined(__clang__)
#pragma clang attribute pop
#endif
#endif

static void begin_image(char **environment, int argument_count) {
  struct fastcov_image *image = &__fastcov_image;
  image->flags = __start_fastcov_flags;
  image->flags_size = (size_t)((uintptr_t)__stop_fastcov_flags - (uintptr_t)__start_fastcov_flags);
  image->default_directory = __fastcov_dir;
  image->tail = __fastcov_tail;
  image->units = __start_fastcov_units;
  image->units_end = __stop_fastcov_units;
  image->elf_header = __ehdr_start;
  image->attach = __fastcov_attach;
  image->detach = __fastcov_detach;
  image->argument_count = argument_count;
  __fastcov_runtime(image, FASTCOV_BEGIN, environment);
}

// The constructor where libc hands these three to constructors, as glibc does. They are believed
// only if they lie as the kernel puts them; the auxiliary vector follows then. They do not after a
// setenv before dlopen, nor under a libc that calls constructors without arguments (musl): then
// they are whatever the registers held.
LINKER void __fastcov_start(int argc, char **argv, char **environment);
void __fastcov_start(int argc, char **argv, char **environment) {
  int on_stack = argc >= 0 && environment == argv + argc + 1;
  begin_image(on_stack ? environment : (char **)0, argc);
}

// The constructor elsewhere.
LINKER void __fastcov_start_bare(void);
void __fastcov_start_bare(void) { begin_image((char **)0, -1); }

// The destructor.
LINKER void __fastcov_finish(void);
void __fastcov_finish(void) { __fastcov_runtime(&__fastcov_image, FASTCOV_END, (char **)0); }

#if defined(__clang__)
#pragma clang attribute pop
#pragma clang attribute pop
#endif
