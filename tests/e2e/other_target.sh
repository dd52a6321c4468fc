#!/bin/sh
# slow: programs for other targets leave shards that this machine's fastcov-merge reads: aarch64 (run by qemu),
# 32-bit x86, other code models and page sizes. What cannot be measured is said when it is compiled.
. tests/lib.sh
. tests/e2e/e2e_lib.sh

source=$ROOT/tests/e2e/program
mkdir "$TMP/build" && cp "$source"/* "$TMP/build" && cd "$TMP/build" || exit 1

steps="compute threads print fork compute"
# run_and_report [RUNNER...]: the sites of what the program leaves behind.
run_and_report() {
  fresh_shards
  "$@" ./program $steps >output &&
    merge -q --root "$TMP/build" --json "$TMP/report.json" && sites_of "$TMP/report.json"
}
reference() {
  fastcov_cc -O0 -pthread main.c part.c -o program && run_and_report >"$TMP/reference" &&
    [ "$(grep -c '"covered":true' "$TMP/reference")" -ge 10 ]
}
check "the reference is a program for this machine" reference

# same FLAGS...: built so, and run by $runner, the program has the same outcomes on record, all mapped.
same() {
  rm -f program
  fastcov_cc "$@" -pthread main.c part.c -o program && run_and_report $runner >"$TMP/got" &&
    diff "$TMP/reference" "$TMP/got" && ! grep -a -L MAPP "$FASTCOV_DIR"/*.fcs | grep .
}
# in_library FLAGS...: likewise with half of it in a shared object.
in_library() {
  rm -f program
  fastcov_cc "$@" -fPIC -shared part.c -o libpart.so &&
    fastcov_cc "$@" -pthread main.c -o program -L. -lpart -Wl,-rpath,"$TMP/build" &&
    run_and_report $runner >"$TMP/got" && diff "$TMP/reference" "$TMP/got" &&
    [ "$(ls "$FASTCOV_DIR"/*.fcs | wc -l)" -eq 2 ]
}
# ends STATUS STEP...: the program ends so, and what ran before is on record.
ends() {
  ends_status=$1 status=0
  shift
  fresh_shards
  $runner ./program compute "$@" || status=$?
  [ "$status" -eq "$ends_status" ] && merge -q --root "$TMP/build" --json "$TMP/report.json" &&
    [ "$(outcome "$TMP/report.json" part.c "i < a" false)" = true ] &&
    [ "$(outcome "$TMP/report.json" main.c "\"$1\"" true)" = true ]
}
pool() { FASTCOV_POOL=1 run_and_report $runner >"$TMP/got" && diff "$TMP/reference" "$TMP/got" && ls "$FASTCOV_DIR"/pool-*; }
# target NAME FLAGS...: what holds for each processor.
target() {
  target=$1
  shift
  for level in -O0 -O2; do check "$target: the same outcomes at $level" same "$@" $level; done
  check "$target: without position independence" same "$@" -O2 -fno-pie -no-pie
  check "$target: with lld" same "$@" -O2 -fuse-ld=lld
  check "$target: with link-time optimisation" same "$@" -O2 -flto -fuse-ld=lld
  check "$target: static" same "$@" -O2 -static
  check "$target: a shared object" in_library "$@" -O2
  check "$target: a program to end in several ways" same "$@" -O2
  check "$target: outcomes before kill -9 are on record" ends 137 kill
  check "$target: outcomes before abort are on record" ends 134 abort
  check "$target: outcomes before _exit are on record" ends 7 _exit
  check "$target: processes fold into a pool" pool
}

runner=
for model in -mcmodel=medium "-mcmodel=large -fno-pie -no-pie" "-mcmodel=large -fPIC"; do
  check "the same outcomes with $model" same $model -O2
done

if plain_cc -m32 -pthread main.c part.c -o program 2>"$TMP/log" && ./program compute; then
  target "32-bit x86" -m32
else
  skip "32-bit x86" "clang-$LLVM -m32 makes no program that runs here"
fi

runner="qemu-aarch64 -L /usr/aarch64-linux-gnu"
if plain_cc --target=aarch64-linux-gnu -pthread main.c part.c -o program 2>"$TMP/log" && $runner ./program compute; then
  target aarch64 --target=aarch64-linux-gnu
  # This emulator refuses to map a file's last, partly used page where its pages are larger than the
  # machine's, so that flags are written at exit; but it shows what would be mapped.
  for size in 16384 65536; do
    larger_pages() {
      steps="compute threads print"
      fastcov_cc -O0 -pthread main.c part.c -o program && run_and_report >"$TMP/reference" || return
      runner="qemu-aarch64 -p $size -L /usr/aarch64-linux-gnu"
      fastcov_cc --target=aarch64-linux-gnu -O2 -static -pthread main.c part.c -o program &&
        run_and_report $runner >"$TMP/got" && diff "$TMP/reference" "$TMP/got" || return
      fresh_shards
      $runner -strace ./program compute 2>"$TMP/calls"
      [ $(($(sed -n "s/.*mmap(\(0x[0-9a-f]*\),$size,.*MAP_SHARED|MAP_FIXED,[0-9]*,$(printf 0x%x "$size")).*/\1/p" "$TMP/calls") % size)) -eq 0 ] &&
        [ "$(od -An -tu4 -j52 -N4 "$FASTCOV_DIR"/*.fcs | tr -d ' ')" -eq "$size" ]
    }
    check "aarch64: pages of $size bytes, which the flags own" larger_pages
  done
else
  skip aarch64 "no libraries to link with, or no qemu-aarch64 to run it"
fi

echo 'int f(int a) { return a ? 1 : 2; }' >"$TMP/f.c"
warns() {
  fastcov_cc "--target=$1" -c "$TMP/f.c" -o "$TMP/f.o" 2>"$TMP/err" &&
    grep "warning: fastcov: code for ${1%%-*}.* cannot be measured yet" "$TMP/err" &&
    ! readelf -SW "$TMP/f.o" | grep fastcov
}
check "code for another processor is not instrumented, with a warning" warns riscv64-linux-gnu
check "code for x32 is not instrumented, with a warning" warns x86_64-linux-gnux32
check "code for another system is not instrumented, with a warning" warns i386-freebsd
finish
