// What the plugin puts into an instrumented object, written by hand, so that the runtime is tested
// without the plugin. Include once per image, give it FAKE_DIR and one FAKE_UNIT or more.
//
// FAKE_MISALIGNED and FAKE_FOREIGN make images whose flags share their pages with other data, as a
// linker script of the user's might: the runtime's fallback. FAKE_BARE takes the other constructor.
#ifndef FAKE_UNIT_H
#define FAKE_UNIT_H

#define TEXT_(x) #x
#define TEXT(x) TEXT_(x)

#ifdef FAKE_MISALIGNED
#define FAKE_ALIGN "16"
#define FAKE_ANCHOR_SIZE "16"
#else
#define FAKE_ALIGN "4096"
#define FAKE_ANCHOR_SIZE "0"
#endif

__asm__(".pushsection fastcov_flags,\"awGR\",@progbits,__fastcov_anchor,comdat\n"
        ".globl __fastcov_anchor\n.hidden __fastcov_anchor\n"
        ".balign " FAKE_ALIGN "\n__fastcov_anchor:\n.zero " FAKE_ANCHOR_SIZE "\n"
        ".popsection\n"
        ".pushsection fastcov_flags,\"awR\",@progbits\n.popsection\n");

// Between flags and tail: on a page of its own, or on the flags' last page.
#if FAKE_FOREIGN == 1
__asm__(".pushsection fastcov_tail,\"awR\",@progbits\n.byte 1\n.popsection\n");
#elif FAKE_FOREIGN == 2
__asm__(".pushsection foreign,\"awR\",@progbits\n.byte 1\n.popsection\n");
#endif

__asm__(".pushsection fastcov_tail,\"awGR\",@progbits,__fastcov_tail,comdat\n"
        ".globl __fastcov_tail\n.hidden __fastcov_tail\n"
        ".balign " FAKE_ALIGN "\n__fastcov_tail:\n.zero 16\n"
        ".popsection\n");

// `id` is one byte in hex, which the unit id repeats. The flags are the array `name`.
#define FAKE_UNIT(name, id, count)                                                                 \
  extern unsigned char name[count] __attribute__((visibility("hidden")));                          \
  __asm__(".pushsection fastcov_flags,\"awR\",@progbits\n"                                         \
          ".globl " #name "\n.hidden " #name "\n" #name                                            \
          ":\n.zero " TEXT(count) "\n"                                                             \
                                  ".popsection\n"                                                  \
                                  ".pushsection fastcov_units,\"aR\",@progbits\n.balign 8\n"       \
                                  ".fill 16, 1, 0x" #id "\n.quad " #name                           \
                                  " - .\n.long " TEXT(count) ", 0\n"                               \
                                                             ".popsection\n")

#define FAKE_DIR(path) __attribute__((visibility("hidden"))) const char __fastcov_dir[] = path

#define SET(name, i) (*(volatile unsigned char *)&(name)[i] = 0xFF)

__attribute__((visibility("hidden"))) void __fastcov_start(int, char **, char **);
__attribute__((visibility("hidden"))) void __fastcov_start_bare(void);
__attribute__((visibility("hidden"))) void __fastcov_finish(void);

#define FAKE_ENTRY(section_name)                                                                   \
  __attribute__((section(section_name), used)) static void (*const TEXT_PASTE(fake_,               \
                                                                              __COUNTER__))(void)
#define TEXT_PASTE_(a, b) a##b
#define TEXT_PASTE(a, b) TEXT_PASTE_(a, b)

// Some linkers list the constructor once per object: so twice here.
#ifdef FAKE_BARE
FAKE_ENTRY(".init_array.0") = __fastcov_start_bare;
FAKE_ENTRY(".init_array.0") = __fastcov_start_bare;
#else
FAKE_ENTRY(".init_array.0") = (void (*)(void))__fastcov_start;
FAKE_ENTRY(".init_array.0") = (void (*)(void))__fastcov_start;
#endif
FAKE_ENTRY(".fini_array.0") = __fastcov_finish;
FAKE_ENTRY(".fini_array.0") = __fastcov_finish;

#endif
