#!/bin/sh
# Where shards go, and that there is just none where they cannot.
. tests/lib.sh
. tests/runtime/guest_lib.sh

DEFAULT=$TMP/default/a/b
guest "$TMP/guest" -DDEFAULT_DIR="\"$DEFAULT\"" &&
  guest "$TMP/static_guest" -DDEFAULT_DIR="\"$DEFAULT\"" -static &&
  guest "$TMP/bare_guest" -DDEFAULT_DIR="\"$DEFAULT\"" -DFAKE_BARE -static || exit 1
chmod 755 "$TMP"

# silently COMMAND...: status 7, as the program says, and no output.
silently() {
  status 7 "$@" >"$TMP/silence" 2>&1 || { cat "$TMP/silence"; return 1; }
  [ ! -s "$TMP/silence" ] || { cat "$TMP/silence"; return 1; }
}
in_default() { FASTCOV_DIR=$DEFAULT; shards "$1" && unit a1 1; }
nowhere() { [ -z "$(find "$TMP" -name '*.fcs' -o -name '*.tmp')" ]; }
clean() { rm -rf "$TMP/default" "$FASTCOV_DIR"; }

check "without FASTCOV_DIR shards go to the default directory" eval '
  clean; (unset FASTCOV_DIR; silently "$TMP/guest" exit) && in_default 1'
check "an empty FASTCOV_DIR counts as unset" eval '
  clean; FASTCOV_DIR= silently "$TMP/guest" exit && in_default 1'
check "FASTCOV_DIR goes before the default" eval '
  clean; silently "$TMP/guest" exit && shards 1 && [ ! -e "$TMP/default" ]'
check "missing directories are made" eval '
  clean; FASTCOV_DIR=$TMP/shards/x//y/ silently "$TMP/guest" exit && shards 1 && [ -d "$TMP/shards/x/y" ]'
check "a relative FASTCOV_DIR is relative to where the program started" eval '
  clean; mkdir -p "$TMP/work" && cd "$TMP/work" && FASTCOV_DIR=r/s silently ../guest chdir / exit &&
    cd "$ROOT" && FASTCOV_DIR=$TMP/work/r/s shards 1 && rm -r "$TMP/work"'
check "FASTCOV_DIR may be a symbolic link to a directory" eval '
  clean; mkdir "$TMP/real" && ln -s real "$TMP/alias" &&
  FASTCOV_DIR=$TMP/alias silently "$TMP/guest" exit && FASTCOV_DIR=$TMP/real shards 1 && rm -r "$TMP/real"'
check "without arguments from libc, /proc has the environment" eval '
  clean; FASTCOV_CONTEXT=x silently "$TMP/bare_guest" exit && shards 1 && field context x'
check "without arguments from libc, an environment of a megabyte is read" eval '
  clean; for i in 1 2 3 4 5 6 7 8 9; do export "A$i=$(printf "%0120000d" 0)"; done; export ZZ=1
  FASTCOV_CONTEXT=x silently "$TMP/bare_guest" exit && shards 1 && field context x'

mkfifo "$TMP/fifo" && ln -s nothing "$TMP/dangling" && : >"$TMP/file"
# 4096 bytes are no path that Linux takes.
for place in fifo file dangling fifo/x file/x "$(printf '%04096d' 0)" "$(printf 'd/%.0s' $(seq 2040))"; do
  check "FASTCOV_DIR=$(printf %.10s "$place"): no shard, no harm" eval '
    clean; FASTCOV_DIR=$TMP/$place silently "$TMP/guest" exit && nowhere'
done

RUNAS="setpriv --reuid 65534 --regid 65534 --clear-groups"
if as_root; then
  mkdir "$TMP/closed" && chmod 755 "$TMP/closed"
  check "a directory without write permission: no shard, no harm" eval '
    clean; FASTCOV_DIR=$TMP/closed silently $RUNAS "$TMP/guest" exit && nowhere'
  check "a directory that cannot be made: no shard, no harm" eval '
    clean; FASTCOV_DIR=$TMP/closed/new silently $RUNAS "$TMP/guest" exit && nowhere'
else
  skip "a directory without write permission: no shard, no harm" "not root"
fi

# full SIZE INODES: the program on a file system of that size; then the file system is empty.
full() {
  mkdir -p "$TMP/full" && mount -t tmpfs -o "size=$1,nr_inodes=$2" none "$TMP/full" || return 1
  FASTCOV_DIR=$TMP/full silently "$TMP/guest" threads exit
  full_result=$?
  find "$TMP/full" -type f >"$TMP/left"
  umount "$TMP/full"
  return $full_result
}
if as_root && full 1m 0 2>/dev/null; then
  check "a disk with room for a shard gets it" grep fcs "$TMP/left"
  check "a disk that is full: no shard but a trace of the process, no harm" eval '
    full 4k 0 && [ "$(wc -l <"$TMP/left")" -eq 1 ] && grep "/[0-9]*-[0-9a-f]*\.lost$" "$TMP/left"'
  check "a disk without inodes: no shard, no harm" eval 'full 1m 1 && [ ! -s "$TMP/left" ]'
  check "a read-only file system: no shard, no harm" eval '
    clean; mkdir -p "$TMP/ro" && mount -t tmpfs -o ro none "$TMP/ro" &&
    { FASTCOV_DIR=$TMP/ro silently "$TMP/guest" exit; result=$?; umount "$TMP/ro"; [ $result -eq 0 ]; }'
else
  skip "a disk that is full: no shard, no file left, no harm" "cannot mount"
fi

# A hard quota, of btrfs, since kernels for virtual machines often lack what ext4 needs for it.
# with_quota COMMAND...: runs it while $FASTCOV_DIR may have 256 KB, which are fewer than 40 shards.
with_quota() {
  truncate -s 128M "$TMP/disk" && mkfs.btrfs -q "$TMP/disk" && mkdir -p "$TMP/quota" &&
    mount -o loop "$TMP/disk" "$TMP/quota" || return
  FASTCOV_DIR=$TMP/quota/shards
  btrfs quota enable "$TMP/quota" && btrfs subvolume create "$FASTCOV_DIR" &&
    btrfs qgroup limit 256K "$FASTCOV_DIR" && "$@"
  quota_result=$?
  umount "$TMP/quota"
  rm "$TMP/disk"
  return $quota_result
}
# Shards first, then traces of processes without one, then nothing at all.
reaches_quota() {
  for _ in $(seq 40); do
    silently "$TMP/guest" threads exit || return
  done
  dd if=/dev/zero of="$FASTCOV_DIR/more" bs=64K count=8 2>"$TMP/said" && return 1
  rm -f "$FASTCOV_DIR/more"
  grep "Disk quota exceeded" "$TMP/said" && silently "$TMP/guest" threads exit || return
  find "$FASTCOV_DIR" -type f >"$TMP/left"
  grep -c "fcs$" "$TMP/left" && grep -c "lost$" "$TMP/left" && ! grep -v "fcs$\|lost$" "$TMP/left" && dump
}
if as_root && with_quota true >/dev/null 2>&1; then
  check "at a hard quota: whole shards, traces, no harm" with_quota reaches_quota
else
  skip "at a hard quota: whole shards, traces, no harm" "cannot mount btrfs with quotas"
fi

# The limits: a write past RLIMIT_FSIZE would be a deadly signal.
check "RLIMIT_FSIZE of 0: no shard, no harm" eval '
  clean; (ulimit -f 0; status 7 "$TMP/guest" exit) && nowhere'
check "RLIMIT_FSIZE of less than a shard: no shard, no harm" eval '
  clean; (ulimit -f 8; status 7 "$TMP/guest" exit) && nowhere'
check "RLIMIT_FSIZE of more than a shard: a shard" eval '
  clean; (ulimit -f 64; status 7 "$TMP/guest" exit) && shards 1'
check "no descriptors left: no shard, no harm" eval '
  clean; (ulimit -n 3; status 7 "$TMP/static_guest" exit) && nowhere'
check "no memory left: a shard that says that it is not complete, no harm" eval '
  clean; silently strace -f -o /dev/null -e inject=mmap:error=ENOMEM "$TMP/static_guest" exit && shards 1 && field state OPEN'

# raised MODE OWNER: the program, with raised privileges, in the hands of somebody who sets FASTCOV_DIR.
raised() {
  clean
  cp "$2" "$TMP/raised" && chown 65533:65533 "$TMP/raised" && chmod "$1" "$TMP/raised" &&
    mkdir -p "$DEFAULT" "$FASTCOV_DIR" && chmod 777 "$DEFAULT" "$FASTCOV_DIR" &&
    FASTCOV_CONTEXT=x silently $RUNAS "$TMP/raised" exit && shards 0 && in_default 1 &&
    FASTCOV_DIR=$DEFAULT field context ""
}
if as_root; then
  check "a setuid program does not believe the environment" raised 4755 "$TMP/guest"
  check "a setgid program does not believe the environment" raised 2755 "$TMP/guest"
  check "a setuid program does not believe /proc/self/environ" raised 4755 "$TMP/bare_guest"
  check "without setuid the same program does" eval '! raised 755 "$TMP/guest" && shards 1'
else
  skip "a setuid program does not believe the environment" "not root"
fi

# rooted PROGRAM WORD...: the program in a root directory that holds nothing else.
rooted() {
  rooted_program=$1
  shift
  clean
  rm -rf "$TMP/root" && mkdir -p "$TMP/root/bin" && cp "$rooted_program" "$TMP/root/bin/guest" &&
    FASTCOV_DIR=/shards silently chroot "$TMP/root" "$@"
}
if as_root; then
  check "in a chroot without /proc the shard is complete" eval '
    rooted "$TMP/static_guest" /bin/guest threads exit && FASTCOV_DIR=$TMP/root/shards && shards 1 &&
      unit a1 1 && field image /bin/guest && field host "$(uname -n)"'
  check "in a chroot without /proc a relative name becomes an absolute path" eval '
    rooted "$TMP/static_guest" bin/guest exit && FASTCOV_DIR=$TMP/root/shards && field image /bin/guest'
  check "without /proc and libc's arguments the default directory is taken" eval '
    rooted "$TMP/bare_guest" /bin/guest exit && FASTCOV_DIR=$TMP/root$DEFAULT shards 1'
  check "after chroot and setuid flags still go to the shard" eval '
    clean; silently "$TMP/guest" chroot "$TMP/root" set 3 exit && unit a1 1001'
else
  skip "in a chroot without /proc the shard is complete" "not root"
fi

finish
