#!/bin/sh
# A header says the same however it reaches the compiler: included, precompiled, in a unity build, as a header module, or
# in C++20's modules.
. tests/lib.sh
. tests/e2e/e2e_lib.sh

plugin=-fplugin=$BUILD/fastcov.so
cxx="clang++-$LLVM -O1 -w"
sources="one.cpp two.cpp main.cpp"

# scene NAME: a directory of its own with the sources, to build ./program in.
scene() {
  mkdir "$TMP/$1" && cp "$ROOT"/tests/e2e/precompiled/* "$TMP/$1" && cd "$TMP/$1" || exit 1
}

# report: what the report says of the program after two runs, in which each file counts once.
report() {
  fresh_shards
  ./program && ./program 1 2 3 4 5 6 && "$BUILD/fastcov-merge" -q --json report.json &&
    jq -r '.files[].path' report.json | sort | uniq -d | cmp - /dev/null &&
    sites_of report.json
}

# same: the report is that of the ordinary build.
same() { report >facts && diff "$TMP/plain/facts" facts; }

# objects FLAG...: the program, each source by itself.
objects() {
  for source in $sources; do
    $cxx $plugin "$@" -c $source -o ${source%.cpp}.o || return 1
  done
  $cxx one.o two.o main.o $more -o program
}

scene plain
check "an ordinary build has sites in the header" objects
check "and each of its kinds of places" report
report >facts
kinds() { jq -r '.[1].kind // empty' facts | sort -u | tr '\n' ' '; }
check "among them each kind" [ "$(kinds)" = "&& ?: for if switch while || " ]

scene precompiled
check "a precompiled header" $cxx $plugin -x c++-header shapes.h -o shapes.pch
check "is used" objects -include-pch shapes.pch
check "and changes nothing" same

scene instantiated
case $LLVM in
  14) skip "a precompiled header with code of its own" "clang 14 crashes on it without fastcov, too" ;;
  *)
    check "a precompiled header with code and instantiations of its own" \
      $cxx $plugin -fpch-codegen -fpch-instantiate-templates -x c++-header shapes.h -o shapes.pch
    check "whose code is compiled" $cxx $plugin -c shapes.pch -o pch.o
    more=pch.o
    check "is used" objects -include-pch shapes.pch
    more=
    check "and changes nothing" same
    ;;
esac

scene unity
for source in $sources; do echo "#include \"$source\""; done >unity.cpp
check "a unity build" $cxx $plugin unity.cpp -o program
check "changes nothing" same

scene header_module
echo 'module shapes { header "shapes.h" export * }' >module.modulemap
check "a header module" $cxx $plugin -fmodules -fcxx-modules -fmodules-cache-path=cache $sources -o program
check "changes nothing" same

# C++20's modules: the header's text in a module, which the two sources import. A module that is also code is written by the
# same compilation, or by one before.
as_module() {
  { printf 'export module shapes; export { '; cat shapes.h; echo '}'; } >shapes.cppm
  for source in one.cpp two.cpp; do sed 's/#include "shapes.h"/import shapes;/' $source >new && mv new $source; done
}
module_facts() { report | sed 's/shapes\.cppm/shapes.h/g' | sort >facts; sort "$TMP/plain/facts" | diff - facts; }
cxx="$cxx -std=c++20"
more="shapes.o"

scene module_before
as_module
check "a module" $cxx $plugin --precompile shapes.cppm -o shapes.pcm
check "and then its code" $cxx $plugin -c shapes.pcm -o shapes.o
check "are imported" objects -fmodule-file=shapes=shapes.pcm
check "and change nothing" module_facts

scene module_at_once
as_module
if [ "$LLVM" = 14 ]; then
  skip "a module and its code at once" "clang 14 cannot"
else
  check "a module and its code at once" $cxx $plugin -c shapes.cppm -fmodule-output=shapes.pcm -o shapes.o
  check "are imported" objects -fmodule-file=shapes=shapes.pcm
  check "and change nothing" module_facts
  plugin= objects -fmodule-file=shapes=shapes.pcm
  check "also by those who do without fastcov" ./program
fi

finish
