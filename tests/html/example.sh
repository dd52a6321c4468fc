# The example of the documents and of the tests in a browser; source after setting BUILD and LLVM.

# example_make DIR: the example in DIR, built and run: DIR/src, DIR/include, DIR/shards.
example_make() {
  mkdir -p "$1"
  cp -R tests/html/example/. "$1/"
  (
    cd "$1" || exit
    flags="-O1 -g -Iinclude -fplugin=$BUILD/fastcov.so"
    "clang-$LLVM" $flags src/calc.c src/token.c -o calc &&
      "clang++-$LLVM" $flags src/shapes.cpp -o shapes || exit
    export FASTCOV_DIR=$PWD/shards
    FASTCOV_CONTEXT=sums ./calc '1 + 2' '3 * (4 + 5)' &&
      FASTCOV_CONTEXT=shapes ./shapes
    FASTCOV_CONTEXT=mistakes ./calc '1 +' '2 $' 2>/dev/null
    [ $? -ne 0 ] # mistakes are refused
  ) >/dev/null
}

# example_transcript DIR: what one sees who reports on the example in DIR.
example_transcript() {
  (
    cd "$1" || exit
    echo "\$ fastcov-merge shards"
    "$BUILD/fastcov-merge" shards
  )
}

# documented: the transcript in docs/usage.md.
documented() { sed -n '/^<!-- transcript/,/^<!-- end/p' docs/usage.md | sed '1,2d;$d' | sed '$d'; }
