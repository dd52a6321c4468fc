// What -fsanitize-coverage=inline-bool-flag calls at start; nobody reads the flags here.
void __sanitizer_cov_bool_flag_init(_Bool *start, _Bool *end) { (void)start, (void)end; }
