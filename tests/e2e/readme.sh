#!/bin/sh
# README's five minutes, as they stand there.
. tests/lib.sh

# blocks LANGUAGE: the document's blocks of this language, one after the other.
blocks() { sed -n "/^\`\`\`$1\$/,/^\`\`\`\$/p" README.md | grep -v '^```'; }

readme=$PWD/README.md
mkdir -p "$TMP/tree/build/bin" "$TMP/bin"
ln -s "$(command -v "clang-$LLVM")" "$TMP/bin/clang"
for part in fastcov.so fastcov-merge; do ln -s "$(cd "$BUILD" && pwd)/$part" "$TMP/tree/build"; done
{ echo 'set -e; unset FASTCOV_DIR'; blocks sh | grep -vx make; } >"$TMP/commands"
# The block without a language that begins with the table's head is what --show-missing prints.
awk '/^```/ { show = 0 } /^```$/ { getline; show = /^File/ } show' "$readme" >"$TMP/promised"

run_commands() { (cd "$TMP/tree" && PATH=$TMP/bin:$PATH sh "$TMP/commands") >"$TMP/out" 2>"$TMP/err"; }
check "the commands run" run_commands
shows_promised() {
  [ -s "$TMP/promised" ] && head -n "$(wc -l <"$TMP/promised")" "$TMP/tree/shown" | diff "$TMP/promised" -
}
sed -n '/^File /,$p' "$TMP/out" >"$TMP/tree/shown"
check "they print what README says" shows_promised
check "the gate names what was missed" grep -qx 'sign.c:7:10: ?:: false never taken' "$TMP/err"
check "the gate's status is 2" grep -qx 'status 2' "$TMP/out"
fails_without_last() {
  sed '$d' "$TMP/commands" >"$TMP/shorter" && mv "$TMP/shorter" "$TMP/commands" && run_commands &&
    ! (cd "$TMP/tree/build/first" && ../fastcov-merge -q --fail-under-branch 100)
}
check "without the last test the gate stays shut" fails_without_last
finish
