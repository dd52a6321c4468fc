#!/bin/sh
# Files of all names that a file can have come through every format, each with its own figures.
. tests/lib.sh
mkdir "$TMP/scene" && cd "$TMP/scene" || exit 1
FIX=$ROOT/tests/format/fixtures.py
PYTHONPATH=$ROOT/tests/format python3 - <<'END' || exit 1
import fixtures, os
NAMES = [b'src/a.c', b'src/deep/er/b.c', b'src.c/c.c', b'with space, comma.c', b'colon:semi;.c', b'new\nline.c',
         b'not-utf8-\xff.c', b'<xml> & "quotes" \'.c', b'=1+1.c', b'@sum.c', b'-x.c', b'pipe|back`tick*.c', b'percent%0Aend.c',
         b'back\\slash.c', b'tab\tand\x01one.c', b'right\xe2\x80\xaeleft.c', b'end_of_record', b'x\nend_of_record\nSF:y',
         b'::error::x.c', b'a[link](x)<br>.c', b'no\xef\xbf\xbfcharacter.c', b'\xe7\x99\xbd.c', b']]>.c', b'$(touch x).c',
         b'cut-\xe2\x80.c', b'surrogate-\xed\xa0\x80.c', b'escape-\x1b[31m.c', b'long' + b'y' * 200]
chunks = [fixtures.chunk_make(fixtures.payload_make(name, os.getcwd(), salt=i)) for i, name in enumerate(NAMES)]
open('all.map', 'wb').write(b''.join(chunk + bytes(-len(chunk) % 8) for chunk in chunks))
for i, chunk in enumerate(chunks):
    open('%d.map' % i, 'wb').write(chunk)
END
"$FIX" image prog all.map
set --
for i in $(seq 0 27); do
  case $((i % 4)) in 0) flags=1101001 ;; 1) flags=1010000 ;; 2) flags=1111011 ;; 3) continue ;; esac
  set -- "$@" --map "$i.map=$flags"
done
"$FIX" shard s.fcs "$@" --image prog --build-id auto
formats="lcov cobertura llvm-json sonarqube coveralls csv"
set -- --json json
for format in $formats gitlab github markdown badge; do set -- "$@" "--$format" "$format"; done
check "all is written" merge -q s.fcs "$@"
python3 "$ROOT/tests/reports/figures.py" json json >json.txt
check "there are all files" eval '[ "$(wc -l <json.txt)" = 28 ]'

# figures FORMAT: those of the JSON, but for what the format has not.
figures() {
  python3 "$ROOT/tests/reports/figures.py" "$1" "$1" >theirs.txt || return 1
  if [ "$(head -1 theirs.txt | sed 's/.* //')" = - ]; then sed 's/ [^ ]*$/ -/' json.txt; else cat json.txt; fi |
    diff - theirs.txt
}
for format in $formats; do
  check "$format has the figures of each file" figures "$format"
done
check "lcov reads it, and finds as many files" eval '
  lcov -q --rc lcov_branch_coverage=1 -a lcov -a lcov -o twice && [ "$(grep -c "^SF:" twice)" = 28 ]'
check "XML is well-formed" xmllint --noout --nonet cobertura sonarqube badge
check "GitHub's commands are ours alone" eval '! grep -av "^::warning file=[^:]*,title=Missed [a-z]*::" github'
check "GitLab is told of all files that miss something" eval '
  jq -r "[.[].location.path] | unique | length" gitlab | grep -x 28'
finish
