#!/bin/sh
# fastcov_write: programs without libc, without files, without an operating system give their shards away.
. tests/lib.sh
. tests/e2e/e2e_lib.sh

runtime=$ROOT/runtime
cd "$TMP" || exit 1
# A program that is its own start; it writes what the sink gets to descriptor 1, and its status says what
# fastcov_write returned. `classify` runs with 1 and 3 of its four cases.
cat >bare.c <<'END'
#include "fastcov.h"
#if defined(__x86_64__)
static long call(long number, long a, long b, long c) {
  long result;
  __asm__ volatile("syscall" : "=a"(result) : "a"(number), "D"(a), "S"(b), "d"(c) : "rcx", "r11", "memory");
  return result;
}
enum { WRITE = 1, EXIT = 60 };
#else
static long call(long number, long a, long b, long c) {
#if defined(__riscv)
  register long n __asm__("a7") = number, x __asm__("a0") = a, y __asm__("a1") = b, z __asm__("a2") = c;
  __asm__ volatile("ecall" : "+r"(x) : "r"(n), "r"(y), "r"(z) : "memory");
#else
  register long n __asm__("x8") = number, x __asm__("x0") = a, y __asm__("x1") = b, z __asm__("x2") = c;
  __asm__ volatile("svc #0" : "+r"(x) : "r"(n), "r"(y), "r"(z) : "memory");
#endif
  return x;
}
enum { WRITE = 64, EXIT = 93 };
#endif
void *memset(void *to, int byte, size_t size) {
  for (size_t i = 0; i < size; i++) ((volatile char *)to)[i] = (char)byte;
  return to;
}
void *memcpy(void *to, const void *from, size_t size) {
  for (size_t i = 0; i < size; i++) ((volatile char *)to)[i] = ((const char *)from)[i];
  return to;
}
static volatile int values[] = {1, 3};
int classify(int value);
static int write_out(void *to, const void *bytes, size_t size) {
  return call(WRITE, *(int *)to, (long)bytes, (long)size) == (long)size ? 0 : 5;
}
#if defined(__x86_64__)
__attribute__((force_align_arg_pointer))
#endif
void _start(void) {
  int descriptor = OUT;
  for (int i = 0; i < 2; i++) classify(values[i]);
  call(EXIT, fastcov_write(write_out, &descriptor), 0, 0);
  for (;;) ;
}
END
cat >classify.c <<'END'
int classify(int value) {
  switch (value) {
  case 1: return 10;
  case 2: return 20;
  case 3: return 30;
  }
  return value > 4 ? 1 : 2;
}
END
flags="-O2 -ffreestanding -nostdlib -static -fno-stack-protector -I$runtime"
# covered: what ran of classify.c, as fastcov-merge reports it from the bytes that the program gave.
covered() {
  merge -q --object bare --json bare.json bare.fcs &&
    jq -r '.files[] | select(.path | endswith("classify.c")) | .sites[] | "\(.kind) \([.outcomes[] | .covered])"' bare.json
}
expected='switch [true,false,true,false]
?: [false,false]'
build_here() { fastcov_cc $flags -DOUT="${1:-1}" bare.c classify.c "$BUILD/libfastcov.a" -o bare; }
here() { build_here && (unset FASTCOV_DIR; ./bare >bare.fcs) && covered; }
if [ "$(uname -m)" = x86_64 ]; then
  check_output "a program without libc gives a shard that fastcov-merge reads" "$expected" here
  check "the shard is what docs/format.md says" eval 'python3 "$ROOT/tests/format/decode.py" bare -- bare.fcs | grep classify.c'
  check "it needs no libc" eval '[ -z "$(nm -u bare | grep -v -w -e __ehdr_start -e __fastcov_attach -e __fastcov_detach)" ]'
  check "what the sink returns ends it and is returned" eval 'build_here 99; ./bare; [ $? -eq 5 ]'
else
  skip "a program without libc gives a shard" "the program is for x86_64"
fi

# target TRIPLE RUNNER FLAG...: without an operating system, as the compiler sees it; the runner knows the calls.
target() {
  triple=$1 runner=$2
  shift 2
  if [ "$runner" != env ] && ! command -v "$runner" >/dev/null; then
    skip "$triple: a program for no operating system" "no $runner"
    return
  fi
  elsewhere() {
    for file in bare.c classify.c; do
      fastcov_cc --target="$triple" $flags "$@" -DOUT=1 -c $file -o ${file%.c}.o || return
    done
    plain_cc --target="$triple" $flags "$@" -c "$runtime/fastcov_write.c" -o write.o &&
      "ld.lld-$LLVM" -static bare.o classify.o write.o -o bare && "$runner" ./bare >bare.fcs && covered
  }
  check_output "$triple: the bytes make a report on this machine" "$expected" elsewhere "$@"
  check "$triple: there is no start-up code in the program" eval '! nm bare | grep __fastcov_runtime'
}
target x86_64-none-elf env
target aarch64-none-elf qemu-aarch64
if [ "$LLVM" -ge 19 ]; then
  target riscv64-none-elf qemu-riscv64 -march=rv64imac -mabi=lp64
else
  skip "riscv64-none-elf: a program for no operating system" "clang-$LLVM cannot write distances between sections there"
fi

names() {
  nm -u "$BUILD/libfastcov.a" | sed -n '/^fastcov_write/,$p' | sed -n 's/^ *[UwWv] //p' | grep -v _GLOBAL_OFFSET_TABLE_ | sort | tr '\n' ' '
}
check_output "fastcov_write refers to the image, and to nothing else but what compilers call by themselves" \
  "__start_fastcov_flags __start_fastcov_units __stop_fastcov_flags __stop_fastcov_units " names
finish
