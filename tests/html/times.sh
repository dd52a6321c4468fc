#!/bin/sh
# tests/html/times.sh [DIR]: time and size of the HTML report beside those of llvm-cov, genhtml and
# gcovr, on the sqlite3 amalgamation and on a project of FILES C++ files (2,000). Takes half an hour.
#
# Needs lcov and gcovr, and npm for the amalgamation, which comes with a package there. Each is run
# with branches. Results are printed; nothing is judged.
cd "$(dirname "$0")/../.." || exit 1
root=$PWD
case $BUILD in /*) ;; *) BUILD=$PWD/${BUILD:-build} ;; esac
dir=${1:-$BUILD/times}
mkdir -p "$dir"
cd "$dir" || exit 1

# timed NAME OUTPUT COMMAND...: seconds (least of three runs, or of one that takes long), bytes.
timed() {
  name=$1 output=$2
  shift 2
  best=
  for run in 1 2 3; do
    rm -rf "$output"
    begin=$(date +%s%N)
    "$@" >log 2>&1 || { tail -n 3 log; return; }
    ms=$((($(date +%s%N) - begin) / 1000000))
    if [ -z "$best" ] || [ $ms -lt $best ]; then best=$ms; fi
    [ $ms -lt 20000 ] || break
  done
  printf '%-24s %6d.%02d s %12d bytes\n' "$name" $((best / 1000)) $((best % 1000 / 10)) \
    "$(find "$output" -type f -printf '%s\n' | awk '{ sum += $1 } END { print sum }')"
}

compare() {
  timed "fastcov" pages "$BUILD/fastcov-merge" -q --html pages shards
  timed "fastcov, one page" one.html "$BUILD/fastcov-merge" -q --html-single one.html shards
  timed "llvm-cov show" llvm "llvm-cov-$LLVM" show -format=html -show-branches=count -output-dir=llvm \
    -instr-profile=profdata llvm.out
  lcov -q --rc lcov_branch_coverage=1 --gcov-tool "$dir/gcov" -c -d "$1" -o lcov.info >log 2>&1 || tail -n 3 log
  timed "genhtml" genhtml genhtml -q --branch-coverage -o genhtml lcov.info
  mkdir -p gcovr
  # It wants its directory, so that is emptied rather than removed.
  timed "gcovr" gcovr sh -c "mkdir -p gcovr && gcovr --gcov-executable '$dir/gcov' -r '$1' --object-directory '$1' --html-details gcovr/index.html"
}

printf '#!/bin/sh\nexec llvm-cov-%s gcov "$@"\n' "$LLVM" >gcov
chmod +x gcov

echo "sqlite3 amalgamation"
[ -d package ] || { npm pack better-sqlite3@12.11.1 >/dev/null 2>&1 && tar xzf better-sqlite3-*.tgz; }
sqlite=$dir/package/deps/sqlite3
if [ -d "$sqlite" ]; then
  mkdir -p sqlite && cd sqlite || exit 1
  cat >drive.c <<'END'
#include "sqlite3.h"
int main(int count, char **statements) {
  sqlite3 *db;
  sqlite3_open(":memory:", &db);
  for (int i = 1; i < count; i++)
    sqlite3_exec(db, statements[i], 0, 0, 0);
  return sqlite3_close(db);
}
END
  cp "$sqlite/sqlite3.c" "$sqlite/sqlite3.h" .
  libraries="-lm -lpthread -ldl"
  [ -e gcov.out ] || {
    "clang-$LLVM" -g -fplugin="$BUILD/fastcov.so" sqlite3.c drive.c -o fast.out $libraries
    "clang-$LLVM" -fprofile-instr-generate -fcoverage-mapping sqlite3.c drive.c -o llvm.out $libraries
    "clang-$LLVM" --coverage sqlite3.c drive.c -o gcov.out $libraries
  } 2>log || { cat log; exit 1; }
  for program in fast llvm gcov; do
    FASTCOV_DIR=shards LLVM_PROFILE_FILE=profraw ./$program.out \
      "create table t(a,b); insert into t values(1,2),(3,4),(5,'x')" \
      "create index i on t(a); select a, count(*) from t group by a having a > 1 order by b desc" \
      "update t set b = b + 1 where a < 5; delete from t where a = 1; vacuum"
  done
  "llvm-profdata-$LLVM" merge profraw -o profdata
  compare "$PWD"
  cd ..
else
  echo "no amalgamation: npm could not get it"
fi

echo "${FILES:=2000} C++ files"
[ -d many ] || "$root/tests/html/many_files.py" many "$FILES"
cd many || exit 1
# built NAME FLAGS...: all sources into NAME.out.
built() {
  [ -e "$1.out" ] && return
  name=$1
  shift
  find src -name '*.cpp' | xargs -P 2 -I{} sh -c \
    'clang++-'"$LLVM"' -w -Iinclude '"$*"' -c "$1" -o "$1.'"$name"'.o"' - {} &&
    find src -name "*.$name.o" >list && "clang++-$LLVM" $* @list -o "$name.out"
}
built fast -g -fplugin="$BUILD/fastcov.so"
built llvm -fprofile-instr-generate -fcoverage-mapping
built gcov --coverage
for program in fast llvm gcov; do FASTCOV_DIR=shards LLVM_PROFILE_FILE=profraw ./$program.out; done
"llvm-profdata-$LLVM" merge profraw -o profdata
compare "$PWD"
