#!/bin/sh
# The hash that guards shard headers and names units.
. tests/lib.sh

WARN="-Wall -Wextra -Werror"
for compiler in "cc -O2" "cc -O0" "clang-$LLVM -O3" "clang-$LLVM -Oz -fno-builtin" \
  "clang-$LLVM -O1 -fsanitize=address,undefined -fno-sanitize-recover"; do
  check "XXH64 gives the values of libxxhash ($compiler)" eval '
    $compiler -std=c11 $WARN -Iruntime tests/unit/hash_test.c -o "$TMP/hash_test" && "$TMP/hash_test"'
done

finish
