#!/bin/sh
# slow
# The program under test never notices us: whatever fails at start-up, whatever it looks at.
. tests/lib.sh
. tests/runtime/guest_lib.sh

# The same program without the start-up code.
cat >"$TMP/nothing.c" <<'END'
void __fastcov_start(int c, char **v, char **e) { (void)c, (void)v, (void)e; }
void __fastcov_start_bare(void) {}
void __fastcov_finish(void) {}
END
guest "$TMP/guest" -DFAKE_EARLY && guest "$TMP/static_guest" -static &&
  guest "$TMP/bare_guest" -static -DFAKE_BARE && guest "$TMP/misaligned" -static -DFAKE_MISALIGNED &&
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
2 mmap
1 munmap
1 openat
1 prlimit64
2 pwrite64
1 readlinkat
1 renameat
1 uname
END
}
check "start-up makes just these calls" only_known_calls

no_descriptor_without_cloexec() {
  fresh
  strace -f -o "$TMP/trace" "$TMP/bare_guest" && grep 'openat(' "$TMP/trace" >"$TMP/opens" &&
    [ "$(wc -l <"$TMP/opens")" -ge 4 ] && ! grep -v O_CLOEXEC "$TMP/opens"
}
check "every descriptor is closed by exec" no_descriptor_without_cloexec

# ---- The n-th call fails ------------------------------------------------------------------------
CALLS="clock_gettime close getpid mkdirat mmap munmap openat prlimit64 pwrite64 read readlinkat
  renameat uname unlinkat"

# failing PROGRAM CALL ERROR WHICH: the program ends as ever, prints what it ever does, and there is a
# shard that can be read or none.
failing() {
  fresh
  strace -f -qqq -o "$TMP/trace" -e trace="$2" -e inject="$2:$3:when=$4" "$TMP/$1" set 3 errno exit >"$TMP/out" 2>&1
  failing_status=$?
  if [ $failing_status -ne 7 ] || ! echo "errno 0" | cmp -s - "$TMP/out"; then
    echo "$1, $2 $3 $4: status $failing_status"
    cat "$TMP/out"
    return 1
  fi
  dump_if_any || { echo "after $1, $2 $3 $4"; return 1; }
}
dump_if_any() { [ ! -d "$FASTCOV_DIR" ] || dump >"$TMP/dumped" || { cat "$TMP/dumped"; return 1; }; }

# every ERROR PROGRAM: each call of the program in turn fails.
every() {
  for call in $CALLS; do
    for which in 1 2 3 4 5; do
      failing "$2" "$call" "$1" "$which" || return 1
      grep -q INJECTED "$TMP/trace" || break # the program makes no more of these
    done
  done
}
if strace -f -qqq -o "$TMP/trace" -e inject=openat:error=ENOSPC:when=1 /bin/true 2>/dev/null || [ -s "$TMP/trace" ]; then
  for error in ENOSPC EINTR EIO EACCES ENOSYS; do
    check "each call of start-up may fail with $error" every "error=$error" static_guest
  done
  check "each call of start-up without libc's arguments may fail" every error=EPERM bare_guest
  check "each call of the fallback may fail" every error=ENOSPC misaligned
  check "a call that always says EINTR does not hang us" failing static_guest openat error=EINTR 1+
  check "a write that writes nothing does not hang us" failing static_guest pwrite64 retval=0 1+

  leaves_no_file() {
    failing static_guest pwrite64 error=ENOSPC "$1" && shards 0
  }
  check "when the header cannot be written, no file is left" leaves_no_file 1
  check "when the flags cannot be written, no file is left" leaves_no_file 2
  eintr_is_retried() { failing static_guest "$1" error=EINTR 1 && shards 1 && unit a1 1001; }
  for call in openat pwrite64 renameat; do
    check "after EINTR $call is tried again" eintr_is_retried $call
  done
  name_is_taken() { failing static_guest openat error=EEXIST 1..3 && shards 1 && unit a1 1001; }
  check "when a name is taken, another one is found" name_is_taken

  # killed PROGRAM: killed at each call in turn; what is left is nothing or complete.
  killed() {
    for call in $CALLS; do
      for which in 1 2 3; do
        fresh
        strace -f -qqq -o "$TMP/trace" -e inject="$call:signal=KILL:when=$which" "$TMP/$1" >"$TMP/out" 2>&1
        dump_if_any || { echo "after $call $which"; return 1; }
      done
    done
  }
  check "a process killed at any call of start-up leaves no damaged shard" killed static_guest
else
  skip "each call of start-up may fail" "strace cannot inject"
fi

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
