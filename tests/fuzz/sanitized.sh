#!/bin/sh
# slow
# The format tests again, with a fastcov-merge that is built with the sanitizers: every refusal of a
# damaged file is also a proof that nothing was leaked or read beyond its end. Clang has no part in it,
# so one version's run is enough.
. tests/lib.sh
if [ "$LLVM" != 22 ]; then
  skip "the format tests under the sanitizers" "they do not depend on clang; make LLVM=22 test runs them"
  finish
fi
plain=$BUILD
BUILD=$TMP/build
mkdir "$BUILD"
[ -f "$plain/fastcov.so" ] && ln -s "$plain/fastcov.so" "$BUILD"
built() {
  ${CC:-cc} -std=c11 -D_GNU_SOURCE -O1 -g -fsanitize=address,undefined -fno-sanitize-recover=all \
    -Iruntime -Imerge-tool -Ireport -o "$BUILD/fastcov-merge" merge-tool/*.c report/*.c \
    -ldw -lelf -lzstd -lcjson -lmd
}
check "fastcov-merge compiles with the sanitizers" built
for script in shard_fields pools profile_fields maps_found merging_algebra sources thresholds usage \
  uninstrumented; do
  check "$script holds under the sanitizers" sh tests/format/$script.sh
done
check "all formats of reports hold under the sanitizers" sh tests/reports/hostile.sh
finish
