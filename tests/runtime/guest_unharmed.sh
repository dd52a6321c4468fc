#!/bin/sh
# slow
# The program under test never notices us, whatever it looks at.
. tests/lib.sh
. tests/runtime/guest_lib.sh

# The same program without the start-up code.
cat >"$TMP/nothing.c" <<'END'
void __fastcov_start(int c, char **v, char **e) { (void)c, (void)v, (void)e; }
void __fastcov_start_bare(void) {}
void __fastcov_finish(void) {}
END
guest "$TMP/guest" -DFAKE_EARLY && guest "$TMP/static_guest" -static &&
  guest "$TMP/bare_guest" -static -DFAKE_BARE &&
  "$CLANG" -c "$TMP/nothing.c" -o "$TMP/start_nothing.o" &&
  "$CLANG" $WARN -O1 -g -I$HERE -DFAKE_EARLY $HERE/guest.c "$TMP/start_nothing.o" -o "$TMP/plain" || exit 1

check_output "errno is as the constructor before left it" "errno 77" "$TMP/guest" errno

# same WORD...: with and without us the program prints the same and ends the same.
same() {
  fresh
  "$TMP/plain" "$@" >"$TMP/plain.out" 2>&1
  same_status=$?
  "$TMP/guest" "$@" >"$TMP/guest.out" 2>&1
  [ $? -eq $same_status ] && diff "$TMP/plain.out" "$TMP/guest.out" && shards 1
}
check "no descriptor stays open, and the next one has the same number" same descriptors
check "with stdin closed likewise" eval '(exec <&-; same descriptors)'
check "no signal is handled, blocked or ignored" same signals
check "the ending is the same" same set 3 exit
check "nothing is printed" eval '"$TMP/guest" >"$TMP/out" 2>&1 && [ ! -s "$TMP/out" ]'

# The program's own calls are those of the plain one; ours come in between. None of ours is a call that
# a sandbox for ordinary programs would not expect.
calls() { strace -f -o "$TMP/trace" "$@" && sed -n 's/^[0-9]* *\([a-z0-9_]*\)(.*/\1/p' "$TMP/trace" | sort; }
only_known_calls() {
  fresh
  mkdir "$FASTCOV_DIR"
  calls "$TMP/static_guest" >"$TMP/calls.ours"
  "$CLANG" -I$HERE -static $HERE/guest.c "$TMP/start_nothing.o" -o "$TMP/static_plain" &&
    calls "$TMP/static_plain" >"$TMP/calls.plain" &&
    comm -23 "$TMP/calls.ours" "$TMP/calls.plain" | sort | uniq -c | sed 's/^ *//' >"$TMP/calls.added"
  diff - "$TMP/calls.added" <<END
1 clock_gettime
1 close
1 getpid
1 mmap
1 openat
1 prlimit64
1 readlinkat
1 renameat
1 uname
1 writev
END
}
check "start-up makes just these calls" only_known_calls
documented() {
  sed 's/.* //' "$TMP/calls.added" | sort -u >"$TMP/names" && [ "$(wc -l <"$TMP/names")" -ge 9 ] &&
    while read -r name; do contains "\`$name\`" docs/usage.md || return; done <"$TMP/names"
}
check "docs/usage.md names them" documented

no_descriptor_without_cloexec() {
  fresh
  strace -f -o "$TMP/trace" "$TMP/bare_guest" && grep 'openat(' "$TMP/trace" >"$TMP/opens" &&
    [ "$(wc -l <"$TMP/opens")" -ge 4 ] && ! grep -v O_CLOEXEC "$TMP/opens"
}
check "every descriptor is closed by exec" no_descriptor_without_cloexec

if command -v valgrind >/dev/null; then
  check "valgrind finds nothing, and the shard is there" eval '
    fresh && valgrind -q --error-exitcode=9 "$TMP/guest" set 3 && shards 1 && unit a1 100100001'
else
  skip "valgrind finds nothing, and the shard is there" "no valgrind"
fi

# asan, tsan, ubsan…: their runtimes live in the same process.
for sanitizer in address thread undefined; do
  check "-fsanitize=$sanitizer and we share a program" eval '
    guest "$TMP/sanitized" -fsanitize=$sanitizer && fresh && "$TMP/sanitized" set 3 threads fork &&
      shards 1 && unit a1 1001011'
done

finish
