#!/bin/sh
# tests/oracle/mutations.sh: does the oracle notice when fastcov is wrong?
#
# A copy of the plugin is broken on purpose, in the ways below, each about once in fifty sites; the
# comparison on cJSON must fail for each of them, and hold for the copy as it is. What is inserted is
# chosen by a variable, so that one compilation serves all. Environment: BUILD, LLVM.
cd "$(dirname "$0")/../.." || exit 1
. tests/lib.sh

mutant=$TMP/mutant
mkdir -p "$mutant/build" "$mutant/tests"
cp -a Makefile compiler-plugin runtime merge-tool report "$mutant"
cp -a tests/setup.sh "$mutant/tests"
cp -a "$BUILD/llvm-$LLVM" "$BUILD"/choice-* "$BUILD"/packages-* "$mutant/build"

insert() { # FILE ANCHOR TEXT: put TEXT before the one line that is ANCHOR
  grep -cxF -e "$2" "$mutant/compiler-plugin/$1" | grep -qx 1 || return
  awk -v anchor="$2" -v text="$3" '$0 == anchor { print text } { print }' \
    "$mutant/compiler-plugin/$1" >"$TMP/new" && cp "$TMP/new" "$mutant/compiler-plugin/$1"
}
mutate() {
  insert sites.cpp '    Found.ByCondition[Condition] = Found.Sites.size();' '
    static unsigned Mutated;
    if (const char *Way = getenv("MUTATION"); Way && ++Mutated % 50 == 0) {
      llvm::StringRef Is = Way;
      if (Is == "drop-site")
        return;
      if (Is == "invent-site") {
        U.Sites.push_back(New);
        U.Sites.back().Place.column++;
      }
      if (Is == "swap-outcomes")
        std::swap(New.Outcomes[0].Kind, New.Outcomes[1].Kind);
      if (Is == "invent-true")
        New.Outcomes[0].Ran = New.Outcomes[1].Ran;
      if (Is == "invent-false")
        New.Outcomes[1].Ran = New.Outcomes[0].Ran;
      if (Is == "shift-site")
        New.Place.column++;
    }' && insert map_writer.c '  put_next(out, outcome->ran, &latest->ref);' '
  static unsigned mutated;
  const char *way = getenv("MUTATION");
  if (way && strcmp(way, outcome->kind == FASTCOV_OUTCOME_TRUE    ? "drop-true"
                         : outcome->kind == FASTCOV_OUTCOME_FALSE ? "drop-false"
                                                                  : "drop-label") == 0) {
    put_next(out, ++mutated % 20 ? outcome->ran : 0, &latest->ref);
  } else' &&
    sed -i '1i #include <cstdlib>\n#include <utility>' "$mutant/compiler-plugin/sites.cpp" &&
    sed -i '1i #include <stdlib.h>\n#include <string.h>' "$mutant/compiler-plugin/map_writer.c" &&
    make -s -C "$mutant" LLVM="$LLVM" build/fastcov.so
}
check "the plugin can be broken on purpose" mutate

unset FASTCOV_DIR
oracle() { # MUTATION: run the comparison on cJSON
  MUTATION=$1 PLUGIN=$mutant/build/fastcov.so WORK=$TMP/oracle KEEP_LLVM=1 tests/oracle/oracle.sh cjson
}
check "the unbroken copy equals llvm-cov" oracle none
notices() { # It must be the comparison that fails, and nothing else.
  ! oracle "$1" >"$TMP/result" 2>&1
  cat "$TMP/result"
  grep '[1-9][0-9]* unexplained' "$TMP/result" && contains "oracle: not equal: cjson" "$TMP/result"
}
for mutation in drop-site invent-site shift-site swap-outcomes drop-true drop-false invent-true \
  invent-false drop-label; do
  check "$mutation: the oracle notices" notices $mutation
done

finish
