#!/bin/sh
# Code that was compiled without fastcov is named, and forbids a verdict.
. tests/lib.sh
. tests/format/scene.sh
mkdir other
cat >seen.c <<'END'
int unseen(void);
int main(void) { return unseen(); }
END
echo 'int unseen(void) { return 0; }' >unseen.c
echo 'int data = 1;' >data.c
printf '.globl assembly\nassembly: ret\n.section .note.GNU-stack,"",@progbits\n' >assembly.s
cp unseen.c other/far.c
sed -i s/unseen/far/ other/far.c
"$FIX" map seen.map --directory "$PWD" --source seen.c
# An executable: seen.c with a map, the others without.
build() { # OUT CFLAG...
  out=$1
  shift
  ${CC:-cc} -g "$@" -c seen.c unseen.c data.c assembly.s && ${CC:-cc} -g "$@" -c other/far.c -o far.o &&
    objcopy --add-section fastcov_map=seen.map seen.o &&
    ${CC:-cc} -o "$out" seen.o unseen.o data.o assembly.o far.o -Wl,--build-id
}
build app
"$FIX" shard app.fcs --map seen.map=$FLAGS --image app --build-id auto

listed() { # JSON ARGUMENT...
  wanted=$1
  shift
  merge --json - "$@" 2>/dev/null | jq -e --argjson w "$wanted" \
    '.ledger.uninstrumented == $w or (.ledger.uninstrumented | error("\(.)"))'
}
check "sources with code and no map are listed" listed '["other/far.c", "unseen.c"]' app.fcs
check "those out of the root are not" listed '["far.c"]' --root other app.fcs
check "those that are excluded are not" listed '["unseen.c"]' --exclude 'other/*' app.fcs
check "those that are not included are not" listed '["other/far.c"]' --include 'other/*' \
  --include seen.c app.fcs
check "without a gate they are no failure, but mentioned" eval '
  says 1 "seen.c: changed" app.fcs; contains "2 sources not instrumented: other/far.c, unseen.c" stdout.txt'
rm seen.c # it is not what its map says
check "without a gate they are no failure" silent app.fcs
check "with a gate they are no verdict" eval '
  says 1 "unseen.c: compiled without fastcov, so not judged" app.fcs --fail-under-branch 0 &&
  contains "no verdict" stderr.txt'
check "with a gate and all of them excluded there is a verdict" silent app.fcs \
  --fail-under-branch 0 --exclude 'other/*' --exclude unseen.c
check "an object's sources are listed, too" listed '["other/far.c", "unseen.c"]' --object app
printf 'int unseen(void);\nint main(void) { return unseen(); }\n' >seen.c
for flags in -gdwarf-4 -gdwarf-5 -gz; do
  built() { build app2 "$@" && listed '["other/far.c", "unseen.c"]' --object app2; }
  check "so they are with $flags" built $flags
done
split() {
  CC=clang-$LLVM build app3 -gsplit-dwarf && listed '["other/far.c", "unseen.c"]' --object app3
}
check "so they are with -gsplit-dwarf" split
separate() {
  cp app app4 && objcopy --only-keep-debug app4 app4.debug && strip -g app4 &&
    objcopy --add-gnu-debuglink=app4.debug app4 && listed '["other/far.c", "unseen.c"]' --object app4
}
check "so they are with a separate debug file" separate
many() {
  for n in 1 2 3 4 5 6 7; do echo "int f$n(void) { return 0; }" >m$n.c; done
  ${CC:-cc} -g -shared -fPIC -o many.so m?.c && merge --object many.so >stdout.txt 2>/dev/null
  contains "7 sources not instrumented: m1.c, m2.c, m3.c, m4.c, m5.c, and 2 more" stdout.txt
}
check "a long list of them is cut, and says so" many
check "without DWARF nothing can be said" eval '
  cp app app5 && strip -g app5 && listed "[]" --object app5'
finish
