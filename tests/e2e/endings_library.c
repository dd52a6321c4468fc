// A shared object for endings_table.c.
__attribute__((noinline)) void mark_loaded(void);
__attribute__((noinline)) void mark_loaded(void) { __asm__ volatile(""); }
__attribute__((constructor)) static void begin(void) { mark_loaded(); }
