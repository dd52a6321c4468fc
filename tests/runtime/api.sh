#!/bin/sh
# slow
# fastcov.h: each call does what the header promises, with the shared and with the static library.
. tests/lib.sh
. tests/runtime/guest_lib.sh

[ -f "$BUILD/libfastcov.so" ] && [ -f "$BUILD/libfastcov.a" ] || make -s all >&2 || exit 1
cp "$BUILD/libfastcov.so" "$TMP/libfastcov.so.0"
SOURCE=$HERE/api_guest.c
guest "$TMP/shared" "$BUILD/libfastcov.so" -Wl,-rpath,"$TMP" -Wl,--no-as-needed &&
  guest "$TMP/static" -DFASTCOV_REQUIRED -Wno-pointer-bool-conversion -rdynamic -Wl,--whole-archive "$BUILD/libfastcov.a" -Wl,--no-whole-archive &&
  guest "$TMP/archive" -DFASTCOV_REQUIRED -static -DWITHOUT_DLOPEN -Wno-pointer-bool-conversion "$BUILD/libfastcov.a" &&
  guest "$TMP/misaligned" -DFAKE_MISALIGNED "$BUILD/libfastcov.so" -Wl,-rpath,"$TMP" &&
  guest "$TMP/without" && guest "$TMP/bare_without" -static -DWITHOUT_DLOPEN &&
  SOURCE=$HERE/library.c guest "$TMP/libguest.so" -shared -fPIC || exit 1

# run PROGRAM WORD...: it succeeds and prints nothing.
run() {
  fresh
  run_program=$1
  shift
  "$TMP/$run_program" "$@" >"$TMP/printed" 2>&1 || { cat "$TMP/printed"; return 1; }
  [ ! -s "$TMP/printed" ] || { cat "$TMP/printed"; return 1; }
}

# printed LINE PROGRAM WORD...: it prints this line and no other.
printed() {
  fresh
  printed_line=$1 printed_program=$2
  shift 2
  "$TMP/$printed_program" "$@" >"$TMP/printed" && echo "$printed_line" | diff - "$TMP/printed"
}

# context NAME FLAGS...: the shards with context NAME have these flags of unit a1, in any order.
context() {
  dump | sed -n "/^context $1\$/,/^unit/ s/^unit [^ ]* 10 //p" | sort >"$TMP/flags"
  shift
  printf '%s\n' "$@" | sort | diff - "$TMP/flags" || { dump; return 1; }
}

check "a program without the library runs, and asks" printed no without linked
check "a static program without the library runs, and asks" printed no bare_without linked
check "a program with the shared library finds it" printed yes shared linked
check "a program with the static library finds it" printed yes archive linked

for kind in shared static archive misaligned; do
  check "contexts are kept apart ($kind)" eval '
    run $kind set 1 context one set 2 context two set 3 && shards 3 && context "" 11 &&
      context one 001 && context two 0001'
  check "a context that comes again has one more shard ($kind)" eval '
    run $kind context one set 2 context two set 3 context one set 4 && shards 4 &&
      context one 001 00001 && context two 0001'
  check "FASTCOV_CONTEXT holds until the first change ($kind)" eval '
    FASTCOV_CONTEXT=zero run $kind set 1 context one set 2 && context zero 11 && context one 001'
  check "the context may become none ($kind)" eval '
    run $kind context one set 2 no-context set 3 && context "" 1 0001 && context one 001'
  check "a context of 1024 bytes is taken ($kind)" eval '
    long=$(printf "x%.0s" $(seq 1024)); run $kind context "$long" set 2 && context "$long" 001'
  check "a longer one is refused and changes nothing ($kind)" eval '
    long=$(printf "x%.0s" $(seq 1025)); printed "fastcov_context: ENAMETOOLONG" $kind context "$long" set 2 &&
      shards 1 && context "" 101'
  check "reset forgets what ran ($kind)" eval 'run $kind set 1 reset set 2 && shards 1 && context "" 001'
  check "reset forgets in the current context alone ($kind)" eval '
    run $kind set 1 context one set 2 reset set 3 && context "" 11 && context one 0001'
  check "a child that changes its context has a shard of its own ($kind)" eval '
    run $kind set 1 child set 2 && shards 2 && context "" 111 && context child 000001'
  check "where no new shard can be, the old one goes on ($kind)" eval '
    FASTCOV_DIR=$TMP/gone; printed "fastcov_context: ENOTDIR" $kind \
      system "mv $TMP/gone $TMP/kept && : >$TMP/gone" context one set 2
    rm -f "$TMP/gone"; mv "$TMP/kept" "$TMP/gone"; shards 1 && context "" 101'
  check "a relative directory is kept over chdir ($kind)" eval '
    cd "$TMP" && rm -rf rel && FASTCOV_DIR=rel "./$kind" chdir / context one set 2 && cd "$ROOT" &&
      FASTCOV_DIR=$TMP/rel && shards 2 && context one 001'
  check "threads and children may change the context at once ($kind)" eval '
    run $kind busy && dump >"$TMP/all" && ! grep damaged "$TMP/all" &&
      [ "$(grep -c "^context busy" "$TMP/all")" -eq 40 ] &&
      [ "$(grep -c "^context child" "$TMP/all")" -eq 10 ]'
done

exit_in_handler() {
  fresh
  for i in 1 2 3 4 5; do
    status 5 timeout 100 "$TMP/$1" alarm && dump >"$TMP/all" && ! grep damaged "$TMP/all" || return 1
  done
}
for kind in shared misaligned; do
  check "a signal handler may call exit during a call ($kind)" exit_in_handler $kind
done

check "flush brings a mapped shard nothing, and succeeds" eval '
  run shared set 1 flush _exit && field state MAPPED && context "" 11'

check "flush brings a fallback shard up to date" eval '
  run misaligned set 1 flush set 2 _exit && field state OPEN && context "" 11'
check "reset also clears what flush has saved" eval '
  run misaligned set 1 flush reset _exit && context "" ""'
check "an image that is left for another context is complete" eval '
  run misaligned set 1 context one _exit && [ "$(dump | grep -c "^state DONE")" -eq 1 ] && context "" 11'

for kind in shared static; do
  check "an image that is loaded later begins in the current context ($kind)" eval '
    run $kind context one load "$TMP/libguest.so" library-set 3 && shards 3 && unit c3 0001 &&
      [ "$(dump | grep -c "^context one")" -eq 2 ]'
  check "a change of context changes every image ($kind)" eval '
    run $kind load "$TMP/libguest.so" library-set 3 context one library-set 4 && shards 4 &&
      unit c3 0001 && unit c3 00001'
  check "an image that was unloaded is not touched any more ($kind)" eval '
    run $kind load "$TMP/libguest.so" library-set 3 unload context one set 2 reset flush && shards 3'
done

# Every name that the library needs of the host, and why.
cat >"$TMP/names" <<'END'
__start_fastcov_flags fastcov_write: the flags of the image that it is linked into, from the linker
__start_fastcov_units fastcov_write: its unit table
__stop_fastcov_flags  fastcov_write: where they end
__stop_fastcov_units  fastcov_write: where that ends
__errno_location the directory's getcwd must leave errno as it was
getcwd           makes a relative FASTCOV_DIR absolute, at start-up only
getpid           names the lock's owner, so that a forked child can tell that it is not itself
memcpy           copies the directory and the context; compilers make such calls by themselves
pthread_self     names the lock's thread, so that exit in a signal handler does not wait for itself
sched_yield      waits for the lock, which is held for some tens of microseconds
strlen           measures the directory and the context
END
check "libfastcov.a needs these names only" eval '
  nm -u "$BUILD/libfastcov.a" | sed -n "s/^ *[UwWv] //p" | grep -v _GLOBAL_OFFSET_TABLE_ | sort -u >"$TMP/needed" &&
    sed "s/ .*//" "$TMP/names" | sort | diff - "$TMP/needed"'
check "libfastcov.so exports the calls and the two hooks only" eval '
  nm -D --defined-only "$BUILD/libfastcov.so" | sed "s/.* //" >"$TMP/exported" &&
    printf "%s\n" __fastcov_attach __fastcov_detach fastcov_context fastcov_flush fastcov_reset |
    diff - "$TMP/exported"'
check "fastcov.h compiles alone, as C and as C++" eval '
  "$CLANG" $WARN -std=c99 -pedantic -fsyntax-only -x c runtime/fastcov.h &&
    "$CLANG" $WARN -std=c++98 -pedantic -fsyntax-only -x c++ runtime/fastcov.h'

finish
