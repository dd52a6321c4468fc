#!/bin/sh
# However a process ends, what ran before is on record.
. tests/lib.sh
. tests/runtime/guest_lib.sh

guest "$TMP/guest" && guest "$TMP/early_guest" -DFAKE_EARLY || exit 1
ulimit -c 0

# ends TITLE STATUS FLAGS SHARDS WORD...: the program does the words, ends so, and leaves that.
ends() {
  ends_title=$1 ends_status=$2 ends_flags=$3 ends_shards=$4
  shift 4
  check "$ends_title" ends_so "$@"
}
ends_so() {
  fresh
  status "$ends_status" "$TMP/guest" "$@" && shards "$ends_shards" && unit a1 "$ends_flags" &&
    field state MAPPED
}

ends "flags are on record after return" 0 10000000 1
ends "flags are on record after exit" 7 10000000 1 exit
ends "flags are on record after _exit" 7 10000000 1 _exit
ends "flags are on record after SIGKILL" 137 10010000 1 set 3 kill
ends "flags are on record after abort" 134 10010000 1 set 3 abort
ends "flags are on record after SIGSEGV" 139 10010000 1 set 3 segv
ends "exec leaves the old image's shard" 0 10010000 2 set 3 exec
ends "exec begins a shard for the new image" 0 10001000 2 set 3 exec
ends "a forked child's flags are on record beside its parent's" 0 10000110 1 fork
ends "a forked child that calls exit does not disturb its parent's shard" 0 10000110 1 fork-exit
ends "vfork and exec leave the parent's shard alone" 0 10000010 1 vfork
ends "posix_spawn leaves the parent's shard alone" 0 10000010 2 spawn
ends "posix_spawn begins a shard for the child" 0 10001000 2 spawn

orphan_is_saved() {
  fresh
  "$TMP/guest" orphan && eventually unit a1 10000110 && shards 1
}
check "a child that outlives its parent is on record" orphan_is_saved

threads_are_saved() {
  fresh
  "$TMP/guest" threads kill
  unit b2 "$(printf '1000000000%.0s' 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 \
    25 26 27 28 29 30)"
}
check "the flags of 30 threads are on record" threads_are_saved

early_is_saved() {
  fresh
  "$TMP/early_guest" && unit a1 1000000010
}
check "what constructors before ours ran is on record" early_is_saved

running_is_readable() {
  fresh
  : >"$TMP/hold"
  HOLD=$TMP/hold "$TMP/guest" set 3 hold &
  eventually unit a1 10010000 && shards 1
  result=$?
  kill $! || result=1
  return $result
}
check "a running process's shard is complete" running_is_readable

survives_removal() {
  fresh
  : >"$TMP/hold"
  HOLD=$TMP/hold "$TMP/guest" hold set 3 threads &
  eventually shards 1 && rm -rf "$FASTCOV_DIR"
  result=$?
  rm "$TMP/hold"
  wait $! && [ $result -eq 0 ]
}
check "the program runs on when its shard is removed" survives_removal

thousand_processes() {
  fresh
  seq 1000 | xargs -P 64 -n 1 sh -c '"$0" set 3' "$TMP/guest" && shards 1000
}
check "1000 processes leave 1000 shards" thousand_processes

# A reader looks all the time: no shard must ever be seen incomplete.
readers_see_no_damage() {
  fresh
  mkdir -p "$FASTCOV_DIR"
  (seq 300 | xargs -P 8 -n 1 sh -c '"$0" kill' "$TMP/guest"; touch "$TMP/all_started") 2>/dev/null &
  while ! [ -e "$TMP/all_started" ]; do
    dump || return 1
  done >"$TMP/seen"
  wait
  ! grep damaged "$TMP/seen"
}
check "a reader that looks while processes start sees no damaged shard" readers_see_no_damage

finish
