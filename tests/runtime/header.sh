#!/bin/sh
# Every field of a shard's header says what docs/format.md says it says.
. tests/lib.sh
. tests/runtime/guest_lib.sh

guest "$TMP/guest" || exit 1
run() { fresh && "$TMP/guest" "$@"; }

check "the version is 2" eval 'run && field version 2'
check "the process number is another each time, the same in no two starts" eval '
  a=$(run && dump | sed -n "s/^process //p"); b=$(run && dump | sed -n "s/^process //p"); [ "$a" != "$b" ] && [ "$a" -ne 0 ]'
check "the page size is the kernel's" eval 'run && field page_size "$(getconf PAGESIZE)"'
check "the header of few units takes one page" eval 'run && field header_size 4096'
check "the flags' size is that of the section" eval 'run && field flags_size 310'
check "the process id is recorded" eval 'pid=$(run pid) && field pid "$pid"'
check "the host is recorded" eval 'run && field host "$(uname -n)"'
check "the image is recorded with its absolute path" eval '
  fresh && (cd "$TMP" && ./guest) && field image "$TMP/guest"'
check "the image is not the symbolic link that started it" eval '
  ln -sf guest "$TMP/link" && fresh && "$TMP/link" && field image "$TMP/guest"'

# Names given to exec that do not tell the path, or tell a script's.
printf '#!%s\n' "$TMP/guest" >"$TMP/script" && printf '#!%s\n' "$TMP/script" >"$TMP/outer" &&
  mkdir "$TMP/.d" && ln -s . "$TMP/here" && ln "$TMP/guest" "$TMP/..guest" && chmod 755 "$TMP/script" "$TMP/outer"
named() { # NAME [PATH]
  for word in set "$1"; do
    fresh
    (cd "$TMP/.d" && "$1" "$word")
    field image "${2:-$TMP/guest}" || return
  done
}
for name in "$TMP/script" "$TMP/outer" ../guest ../script ".././guest" "$TMP//guest" "$TMP/.d/../guest" /proc/self/cwd/../guest; do
  check "the image is known for what it is, started as ${name#"$TMP"}" named "$name"
done
check "the image is known by a name with dots" named "$TMP/..guest" "$TMP/..guest"
check "a deleted program's path is recorded" eval '
  cp "$TMP/guest" "$TMP/gone" && fresh && (exec 3<"$TMP/gone"; rm "$TMP/gone"; exec /proc/self/fd/3) && field image "$TMP/gone (deleted)"'

start_time() {
  before=$(date +%s%N)
  run
  after=$(date +%s%N)
  began=$(dump | sed -n 's/^start_time //p')
  [ "$before" -le "$began" ] && [ "$began" -le "$after" ]
}
check "the start time is in nanoseconds since the epoch" start_time

# build_id TITLE LINKER_OPTION EXPECTED
build_id() {
  guest "$TMP/with_id" -Wl,"$2" && fresh && "$TMP/with_id" || exit 1
  check "$1" field build_id "$3"
}
build_id "a build-id of 4 bytes is recorded" --build-id=0x01fe02fd 01fe02fd
build_id "a build-id of 20 bytes is recorded" \
  --build-id=0x000102030405060708090a0b0c0d0e0f10111213 000102030405060708090a0b0c0d0e0f10111213
build_id "a build-id of 64 bytes is recorded" --build-id=0x"$(printf 'ab%.0s' $(seq 64))" \
  "$(printf 'ab%.0s' $(seq 64))"
build_id "no build-id is recorded as none" --build-id=none ""
readelf_agrees() {
  guest "$TMP/with_id" -Wl,--build-id=sha1 && fresh && "$TMP/with_id" &&
    field build_id "$(readelf -n "$TMP/with_id" | sed -n 's/.*Build ID: //p')"
}
check "the recorded build-id is the one that readelf sees" readelf_agrees
long_build_id() {
  guest "$TMP/with_id" -Wl,--build-id=0x"$(printf 'ab%.0s' $(seq 65))" && fresh && "$TMP/with_id" &&
    field build_id "" && shards 1
}
check "a build-id of more than 64 bytes counts as none" long_build_id

context() { fresh && FASTCOV_CONTEXT=$1 "$TMP/guest" && field context "$2"; }
long=$(printf 'x%.0s' $(seq 1024))
check "without FASTCOV_CONTEXT the context is empty" eval 'run && field context ""'
check "FASTCOV_CONTEXT is recorded" context "test 17/ü" "test 17/ü"
check "an empty FASTCOV_CONTEXT is an empty context" context "" ""
check "a context of 1024 bytes is recorded" context "$long" "$long"
check "a longer context is cut to 1024 bytes" context "${long}y" "$long"
check "a variable whose name only begins like ours is not ours" eval '
  fresh && FASTCOV_CONTEXTS=no FASTCOV_DIRECTORY=no "$TMP/guest" && field context "" && shards 1'

name_is_unique() {
  pid=$(run pid)
  ls "$FASTCOV_DIR" | grep -E -x "$pid-[0-9a-f]{16}\.fcs"
}
check "the file's name is the process id and 16 digits" name_is_unique
file_mode() { fresh && (umask 027 && "$TMP/guest") && find "$FASTCOV_DIR" -name '*.fcs' -perm 0640 | grep .; }
check "the file's mode follows the umask" file_mode
directory_mode() { fresh && (umask 027 && "$TMP/guest") && find "$FASTCOV_DIR" -type d -perm 0750 | grep .; }
check "the directory's mode follows the umask" directory_mode

# As many units as take several pages, with 0 to 6 flags each; in unit i the last flag is set.
many_units() {
  {
    echo '#include "fake_unit.h"'
    echo 'FAKE_DIR("/nonexistent");'
    for i in $(seq 1000 1999); do echo "FAKE_UNIT(u$i, a1, $((i % 7)));"; done
    echo 'int main(void) {'
    for i in $(seq 1000 1999); do [ $((i % 7)) -eq 0 ] || echo "SET(u$i, $((i % 7 - 1)));"; done
    echo 'return 0; }'
  } >"$TMP/many.c"
  SOURCE=$TMP/many.c guest "$TMP/many" -Wno-zero-length-array && fresh && "$TMP/many" && shards 1 &&
    field header_size 32768 &&
    dump | sed -n 's/^unit [0-9a-f]* \(.*[^ ]\) *$/\1/p' >"$TMP/units" &&
    awk 'BEGIN { flags[0] = ""; for (i = 1; i < 7; i++) { flags[i] = z "1"; z = z "0" }
                 for (i = 1000; i < 2000; i++) print i % 7 (i % 7 ? " " flags[i % 7] : "") }' |
    diff - "$TMP/units"
}
check "1000 units are recorded in order, each with its own flags" many_units

finish
