#!/bin/sh
# slow
# docs/endings.md: every way in which a process ends or duplicates itself, in every way of building it.
# The table there is made here, from real processes. `UPDATE=1 tests/run tests/e2e/endings_modes.sh`
# writes it.
. tests/lib.sh
. tests/e2e/e2e_lib.sh

chmod 755 "$TMP"
source=$ROOT/tests/e2e/endings_table.c
modes=

# mode NAME [FLAG...]: builds the program so.
mode() {
  mode_name=$1
  shift
  fastcov_cc -w -pthread "$@" "$source" -o "$TMP/$mode_name" && modes="$modes $mode_name=$TMP/$mode_name"
}
mode O0 -O0 && mode O2 -O2 && mode no-pie -O2 -fno-pie -no-pie && mode LTO -O2 -flto -fuse-ld=lld &&
  mode static -O2 -static -DWITHOUT_DLOPEN || exit 1

# musl's C library, where constructors get no arguments.
musl=/usr/lib/x86_64-linux-musl
if [ -f $musl/libc.a ]; then
  mkdir "$TMP/linux" && ln -s /usr/include/linux /usr/include/asm-generic /usr/include/x86_64-linux-gnu/asm "$TMP/linux" &&
  fastcov_cc -w --target=x86_64-linux-musl -nostdinc -isystem /usr/include/x86_64-linux-musl \
    -isystem "$(clang-$LLVM -print-resource-dir)/include" -isystem "$TMP/linux" -O2 \
    -DWITHOUT_DLOPEN -c "$source" -o "$TMP/musl.o" &&
    ld -static -o "$TMP/musl" $musl/crt1.o $musl/crti.o "$TMP/musl.o" $musl/libc.a $musl/crtn.o &&
    modes="$modes musl=$TMP/musl" || exit 1
else
  skip "the table's column musl" "no musl-tools"
fi

# Sanitizers, which leave signals alone if they are asked to. A race of ours would be a message, too.
# sanitizer NAME FLAG...: the column NAME, if clang's runtime for it is there and runs.
quiet=handle_segv=0:handle_sigbus=0:handle_sigill=0:handle_sigfpe=0:handle_sigtrap=0:handle_abort=0
ASAN_OPTIONS=$quiet:detect_leaks=0 MSAN_OPTIONS=$quiet UBSAN_OPTIONS=$quiet
TSAN_OPTIONS=$quiet:report_thread_leaks=0:atexit_sleep_ms=0
export ASAN_OPTIONS MSAN_OPTIONS UBSAN_OPTIONS TSAN_OPTIONS
echo 'int main(void) { return 0; }' >"$TMP/empty.c"
sanitizer() {
  sanitizer_name=$1
  shift
  if plain_cc "$@" "$TMP/empty.c" -o "$TMP/empty" && "$TMP/empty"; then
    mode "$sanitizer_name" -O1 -g0 -DEXECS=100 "$@" &&
      plain_cc -w -pthread -O1 "$@" "$source" -o "$TMP/$sanitizer_name.plain" || exit 1
  else
    skip "the table's column $sanitizer_name" "clang $LLVM has no such runtime, or it does not run here"
  fi
}
sanitizer ASan -fsanitize=address,undefined -fno-sanitize-recover=all
sanitizer TSan -fsanitize=thread
sanitizer MSan -fsanitize=memory

# The program as a shared object of a host that knows nothing of coverage: linked, and loaded.
cat >"$TMP/host.c" <<'END'
int ending(int count, char **words);
int main(int count, char **words) { return ending(count, words); }
END
cat >"$TMP/loading_host.c" <<'END'
#include <dlfcn.h>
int main(int count, char **words) {
  return ((int (*)(int, char **))dlsym(dlopen(LIBRARY, RTLD_NOW), "ending"))(count, words);
}
END
fastcov_cc -w -pthread -O2 -fPIC -shared -Dmain=ending "$source" -o "$TMP/libending.so" &&
  plain_cc -O2 "$TMP/host.c" -o "$TMP/shared" -L"$TMP" -lending -Wl,-rpath,"$TMP" &&
  plain_cc -O2 -DLIBRARY="\"$TMP/libending.so\"" "$TMP/loading_host.c" -o "$TMP/dlopen" -ldl &&
  fastcov_cc -O2 -fPIC -shared tests/e2e/endings_library.c -o "$TMP/libmarks.so" || exit 1
modes="$modes shared=$TMP/shared dlopen=$TMP/dlopen pool=$TMP/O2"
ENDING_LIBRARY=$TMP/libmarks.so
export ENDING_LIBRARY

# As many columns at a time as there are cores: each is a table with one.
columns() {
  printf '%s\n' $modes | xargs -P "$(nproc)" -I{} sh -c 'name=${1%%=*}
    [ "$name" != pool ] || export FASTCOV_POOL=1
    FASTCOV_DIR=$TMP/$name.d/shards; export FASTCOV_DIR; mkdir -p "$TMP/$name.d" && chmod 755 "$TMP/$name.d"
    python3 tests/e2e/endings_table.py "$BUILD/fastcov-merge" tests/e2e/endings_table.c "$1" >"$TMP/$name.column"' - {} &&
    {
      set -- $modes
      cp "$TMP/${1%%=*}.column" "$TMP/table"
      shift
      for mode; do
        sed 's/^| [^|]* |//; s/^|---|---|/---|/' "$TMP/${mode%%=*}.column" | paste -d '' "$TMP/table" - >"$TMP/wider" &&
          mv "$TMP/wider" "$TMP/table"
      done
    }
}
check "every ending runs in every mode" columns
check "there are more than 50 endings" [ "$(wc -l <"$TMP/table")" -gt 52 ]
all_recorded() {
  ! sed '1,2d; s/^| [^|]* |//' "$TMP/table" | tr '|' '\n' | grep -v -e '^ *$' -e '^ –' |
    awk '{ split($1, n, "/"); if (NF != 1 || n[1] != n[2] || n[1] < 1) { print; bad = 1 } } END { exit !bad }'
}
check "what was expected is on record, and nothing else" all_recorded
begin='<!-- the table of tests/e2e/endings_modes.sh -->'
if [ "$UPDATE" = 1 ]; then
  { sed "/^$(printf %s "$begin" | sed 's|/|\\/|g')/q" docs/endings.md; cat "$TMP/table"; } >"$TMP/doc" && cp "$TMP/doc" docs/endings.md
fi
# The columns there that could be made here.
documented() {
  sed "1,/^<!-- the table/d" docs/endings.md | awk -F '|' -v heading="$(head -n 1 "$TMP/table")" '
    BEGIN { count = split(heading, wanted, "|") }
    NR == 1 { for (i = 2; i < NF; i++) at[$i] = i }
    { for (i = 2; i < count; i++) printf "|%s", $at[wanted[i]]; print "|" }' | diff - "$TMP/table"
}
if [ "$(id -u)" -eq 0 ]; then
  check "docs/endings.md has this table" documented
else
  skip "docs/endings.md has this table" "not root"
fi
finish
