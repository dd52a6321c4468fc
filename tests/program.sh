#!/bin/sh
# tests/program.sh: build the programs that we did not write, and run their tests.
#
#   program.sh cxx CC                print the compiler for C++ that goes with CC
#   program.sh fetch NAME            get NAME's sources
#   program.sh sources NAME          print where they are
#   program.sh build NAME DIR CC     copy NAME's sources to DIR and build them by their own build
#                                    system with nothing but the compiler changed
#   program.sh commands NAME DIR     print NAME's tests, one shell command a line, to be run in DIR
#   program.sh test NAME DIR [JOBS]  run these commands, JOBS at a time (default: all cores), leave
#                                    stdout, stderr and status of the N-th in DIR/results/N.*; fails
#                                    if one of them does, and names it
#
# NAME is lua, zlib or cjson; or leveldb, fmtlib or nlohmann-json3, which are C++. Its sources are in SOURCES (default:
# below build). All but Lua come with test suites. Lua's source package has none: its tests are
# tests/e2e/lua/*.lua, run by the interpreter, compiled by luac and run again.
set -e
root=$(cd "$(dirname "$0")/.." && pwd)
action=$1 name=$2 dir=$3

cxx() { printf '%s\n' "$1" | sed 's/^clang-/clang++-/'; }

sources() {
  case $name in
    lua | zlib | cjson) echo "${SOURCES:-$root/build/sources}/$name" ;;
    *) echo "${SOURCES:-$root/build/sources-$name}/$name" ;;
  esac
}

fetch() {
  case $name in
    lua | zlib | cjson) "$root/tests/fetch_sources.sh" build/sources ;;
    *) "$root/tests/fetch_sources.sh" "build/sources-$name" "$name" ;;
  esac
}

# Debian has the tests use the packaged libraries for testing.
debian_patches() {
  grep -v '^#' debian/patches/series | while read -r patch _; do
    patch -s -p1 <"debian/patches/$patch"
  done
}

build() {
  CC=$1
  CXX=$(cxx "$CC")
  export CC CXX
  mkdir -p "$dir"
  cp -R "$(sources)/." "$dir/"
  cd "$dir"
  case $name in
    # The seed of the string hash would differ from run to run.
    lua) make -j"$(nproc)" linux CC="$CC -std=gnu99" MYCFLAGS="-D'luai_makeseed(L)=0'" ;;
    zlib)
      CC=$CC ./configure
      make -j"$(nproc)" all infcover
      ;;
    cjson)
      cmake -S . -B build -DENABLE_CJSON_UTILS=On -DENABLE_CUSTOM_COMPILER_FLAGS=Off
      cmake --build build -j"$(nproc)"
      ;;
    leveldb)
      debian_patches
      cmake -S . -B build -DCMAKE_BUILD_TYPE=Release -DLEVELDB_BUILD_BENCHMARKS=OFF
      cmake --build build -j"$(nproc)"
      ;;
    fmtlib)
      debian_patches
      cmake -S . -B build -DFMT_DOC=OFF
      cmake --build build -j"$(nproc)"
      ;;
    nlohmann-json3)
      cmake -S . -B build -DJSON_BuildTests=ON -DJSON_TestStandards=17 -DJSON_TestDataDirectory="$PWD"
      cmake --build build -j"$(nproc)" --target $(json_tests .)
      ;;
  esac
}

# Tests of nlohmann-json3 in a directory, one name a line; JSON_TESTS="NAME..." chooses some. Not those that need data
# which the source package has not, are for 32-bit machines, or run for minutes.
json_tests() {
  for test in ${JSON_TESTS:-$(grep -L TEST_DATA_DIRECTORY "$1"/tests/src/unit-*.cpp | sed 's/.*unit-//; s/\.cpp//' |
    grep -v -e 32bit -e 'unicode[2-5]')}; do
    echo "test-${test}_cpp17"
  done
}

# The names of the tests in a directory that CMake has built in.
ctests() { (cd "$1" && ctest -N) | sed -n 's/^ *Test *#[0-9]*: //p'; }

commands() {
  case $name in
    lua)
      # Lua hashes pointers: where things are decides which way collisions go.
      if setarch -R true 2>/dev/null; then lua="setarch -R ./lua"; else lua=./lua; fi
      for script in "$root"/tests/e2e/lua/*.lua; do
        base=${script##*/}
        echo "cd src && $lua $script"
        echo "cd src && ./luac -l -l -o ../$base.out $script >../$base.list && $lua ../$base.out"
      done
      echo "cd src && ./luac -p -s - </dev/null && echo 'print(1 + 1)' | ./lua -"
      echo "cd src && ./lua -v -e 'print(arg[1])' && ! ./lua -W -l nothere && ! ./lua -x && ! ./luac"
      printf '%s\n' "cd src && printf 'x = 1\n= x\nfor i = 1, 2 do\nprint(i)\nend\nerror{}\n' | ./lua -i"
      ;;
    zlib)
      echo "make -s test"
      echo "./infcover"
      echo "echo hello | ./minigzip -9 | ./minigzip64 -d | ./minigzipsh -1 -h | ./minigzip -d"
      echo "cp zlib.h copy.h && ./minigzip -f copy.h && ./minigzip -d copy.h.gz && cmp zlib.h copy.h"
      echo "./minigzip -d </dev/null"
      echo "cat inf*.c *.h | ./minigzip -r | tail -c +3 | ./minigzip -d | cksum"
      ;;
    cjson)
      echo "build/cJSON_test"
      for test in $(ctests "$dir/build"); do
        [ "$test" = cJSON_test ] || echo "cd build/tests && ./$test"
      done
      ;;
    leveldb)
      # What opens a database or starts threads does not run alike twice: how far the thread in the background
      # has come decides which way things go.
      for test in $(ctests "$dir/build"); do
        grep -q -E 'leveldb/(db|c)\.h|db_impl\.h|StartThread|Schedule\(' $(find "$dir" -name "$test.c" -o -name "$test.cc") ||
          echo "mkdir $test && cd $test && TEST_TMPDIR=\$PWD ../build/$test"
      done
      ;;
    fmtlib)
      for test in $(ctests "$dir/build"); do echo "mkdir $test && cd $test && ../build/bin/$test"; done
      ;;
    nlohmann-json3)
      for test in $(json_tests "$dir"); do echo "mkdir $test && cd $test && ../build/tests/$test"; done
      ;;
  esac
}

# One command, as xargs calls it.
run_one() {
  number=${1%% *}
  status=0
  sh -c "${1#* }" >"results/$number.out" 2>"results/$number.err" </dev/null || status=$?
  echo $status >"results/$number.status"
}

case $action in
  cxx) cxx "$2" ;;
  fetch) fetch ;;
  sources) sources ;;
  build) build "$4" ;;
  commands) commands ;;
  one)
    cd "$dir"
    run_one "$4"
    ;;
  test)
    rm -rf "$dir/results"
    mkdir "$dir/results"
    commands | awk '{ printf "%d %s%c", NR, $0, 0 }' |
      xargs -0 -n 1 -P "${4:-$(nproc)}" "$0" one "$name" "$dir"
    failed=$(grep -Lx 0 "$dir"/results/*.status) || true
    for status in $failed; do
      number=$(basename "$status" .status)
      echo "$name: status $(cat "$status") of: $(commands | sed -n "${number}p")"
      tail -n 20 "$dir/results/$number.out" "$dir/results/$number.err"
    done
    [ -z "$failed" ]
    ;;
  *) echo "tests/program.sh: no such action: $action" >&2; exit 1 ;;
esac
