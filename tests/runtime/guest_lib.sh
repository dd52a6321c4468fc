# For the tests of the runtime, after tests/lib.sh: builds the start-up code as the plugin carries it,
# and programs with units by hand around it (fake_unit.h).

HERE=tests/runtime
CLANG=clang-$LLVM
WARN="-Wall -Wextra -Werror"
FREESTANDING="-std=c11 -ffreestanding -fPIC -fno-stack-protector -fno-builtin -fvisibility=hidden
  -fno-ident -Iruntime"

# shard_code FILE [FLAG...]: shard.c as the bytes that the plugin carries. Leaves FILE.o.
shard_code() {
  code_to=$1
  shift
  "$CLANG" $FREESTANDING $WARN -Oz -fno-asynchronous-unwind-tables -fcf-protection=branch "$@" \
    -c runtime/shard.c -o "$code_to.o" &&
    ld -T runtime/shard.ld -e __fastcov_runtime --oformat binary -o "$code_to" "$code_to.o"
}

# start_object FILE [FLAG...]: start.c, through bitcode, and the bytes, as one object.
start_object() {
  object_to=$1
  shift
  cat >"$object_to.s" <<END
.section .text.__fastcov_runtime,"ax",%progbits
.p2align 4
.globl __fastcov_runtime
.hidden __fastcov_runtime
.type __fastcov_runtime, %function
__fastcov_runtime: .incbin "$TMP/shard_code"
.size __fastcov_runtime, . - __fastcov_runtime
.section .note.GNU-stack,"",%progbits
END
  "$CLANG" $FREESTANDING $WARN -O2 "$@" -DFASTCOV_SHARD_CODE_APART -emit-llvm \
    -c runtime/start.c -o "$object_to.bc" &&
    "$CLANG" -O3 -fPIC "$@" -c "$object_to.bc" -o "$object_to.start" &&
    "$CLANG" -c "$object_to.s" -o "$object_to.bytes" &&
    ld -r -o "$object_to" "$object_to.start" "$object_to.bytes"
}

# guest FILE [FLAG...]: guest.c as a program (or another source, given as SOURCE).
guest() {
  guest_to=$1
  shift
  "$CLANG" $WARN -O1 -g -Iruntime -I$HERE "${SOURCE:-$HERE/guest.c}" "$TMP/start.o" "$@" \
    -o "$guest_to"
}

shard_code "$TMP/shard_code" && start_object "$TMP/start.o" || {
  echo "not ok - the start-up code compiles"
  exit 1
}

dump() { python3 $HERE/shard_dump.py "${@:-$FASTCOV_DIR}"; }

# fresh: no shards so far.
fresh() { rm -rf "$FASTCOV_DIR"; }

# shards N: there are N shards, none damaged, and nothing else in the directory.
shards() {
  shards_found=$(find "$FASTCOV_DIR" -type f -name '*.fcs' 2>/dev/null | wc -l)
  shards_all=$(find "$FASTCOV_DIR" -type f 2>/dev/null | wc -l)
  [ "$shards_found" -eq "$1" ] && [ "$shards_all" -eq "$1" ] || {
    echo "$shards_found shards, not $1, of $shards_all files"
    return 1
  }
  [ "$1" -eq 0 ] || dump >/dev/null || { dump; return 1; }
}

# unit ID FLAGS [SHARD]: a shard has unit ID (a byte) with these flags, and no others.
unit() {
  unit_id=$(printf "$1%.0s" 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16)
  unit_flags=$(printf %s "$2" | sed 's/0*$//')
  dump ${3:-"$FASTCOV_DIR"} | grep -E -x "unit $unit_id [0-9]+ $unit_flags" >/dev/null || {
    echo "no unit $1 with flags $unit_flags in:"
    dump ${3:-"$FASTCOV_DIR"}
    return 1
  }
}

# field NAME VALUE [SHARD]: a shard's header says so.
field() {
  dump ${3:-"$FASTCOV_DIR"} | grep -F -x -e "$1 $2" >/dev/null || {
    echo "no \"$1 $2\" in:"
    dump ${3:-"$FASTCOV_DIR"}
    return 1
  }
}

# status N COMMAND...: the command ends with status N.
status() {
  status_wanted=$1
  shift
  "$@"
  status_got=$?
  [ "$status_got" -eq "$status_wanted" ] || {
    echo "status $status_got, not $status_wanted"
    return 1
  }
}

as_root() { [ "$(id -u)" -eq 0 ]; }
