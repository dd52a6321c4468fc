# What is checked of each program that we did not write: built by its own build system, it passes its
# tests with coverage on, and neither output nor status changes, whatever becomes of the shards.
# Source after tests/lib.sh and tests/e2e/e2e_lib.sh, then call check_program NAME.

tests/fetch_sources.sh || exit 1

build_both() {
  tests/program.sh build "$1" "$TMP/plain/$1" "clang-$LLVM" &&
    tests/program.sh build "$1" "$TMP/cover/$1" "clang-$LLVM -fplugin=$BUILD/fastcov.so"
}

# The tests print where they are: that alone may differ.
same_results() {
  rm -rf "$TMP/expected"
  cp -R "$TMP/plain/$1/results" "$TMP/expected"
  sed -i 's|/plain/|/cover/|g' "$TMP"/expected/*
  diff -r "$TMP/expected" "$TMP/cover/$1/results"
}

in_parallel() {
  FASTCOV_DIR=$TMP/parallel-$1
  export FASTCOV_DIR
  fresh_shards
  tests/program.sh test "$1" "$TMP/cover/$1" "$(nproc)"
}

# Each command is at least one process.
every_process() {
  merge -q --json "$TMP/$1.json" "$TMP/parallel-$1" || return
  commands=$(tests/program.sh commands "$1" "$TMP/cover/$1" | wc -l)
  jq -e --argjson n "$commands" '.ledger | .processes >= $n and .damaged == [] and .stale == []' \
    "$TMP/$1.json"
}

serial_equals_parallel() {
  FASTCOV_DIR=$TMP/serial-$1
  export FASTCOV_DIR
  fresh_shards
  tests/program.sh test "$1" "$TMP/cover/$1" 1 || return
  merge -q -o "$TMP/serial.fcov" "$TMP/serial-$1" &&
    merge -q -o "$TMP/parallel.fcov" "$TMP/parallel-$1" && cmp "$TMP/serial.fcov" "$TMP/parallel.fcov"
}

# in_bad_directory KIND NAME: the tests with a shard directory where nothing can be written.
in_bad_directory() {
  mkdir -p "$TMP/bad"
  rm -rf "$TMP/cover/$2/results"
  FASTCOV_DIR=$TMP/bad unshare -rm tests/e2e/in_bad_directory.sh "$1" "$TMP/bad" \
    tests/program.sh test "$2" "$TMP/cover/$2" && same_results "$2"
}

check_program() {
  name=$1
  check "$name builds with nothing but the compiler changed" build_both $name
  check "$name passes its tests without coverage" tests/program.sh test $name "$TMP/plain/$name"
  check "$name passes its tests in parallel with coverage" in_parallel $name
  check "$name prints and returns the same" same_results $name
  check "$name: every process is on record" every_process $name
  check "$name: a serial run merges to the same bytes as a parallel one" serial_equals_parallel $name
  for kind in read-only full; do
    title="$name prints and returns the same when the shards' directory is $kind"
    if unshare -rm true 2>/dev/null; then
      check "$title" in_bad_directory $kind $name
    else
      skip "$title" "no namespaces"
    fi
  done
}
