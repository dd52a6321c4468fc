#!/bin/sh
# The command line: what it takes, what it refuses, what it prints where.
. tests/lib.sh
. tests/format/scene.sh

usage() {
  says 1 "$@" && contains "Try 'fastcov-merge --help'." stderr.txt && [ ! -s stdout.txt ]
}
check "an unknown long option is refused" usage "unknown or ambiguous option '--colour'" --colour s.fcs
check "an unknown short option is refused" usage "unknown option '-z'" -z s.fcs
check "an ambiguous option is refused" usage "unknown or ambiguous option '--fail-under'" --fail-under 3
check "a missing argument is refused" usage "option '--object' needs an argument" s.fcs --object
check "a missing argument of a short option is refused" usage "option '-o' needs an argument" s.fcs -o
check "an argument where none belongs is refused" usage "option '--quiet=1' takes no argument" --quiet=1
for bad in -1 101 100.0000001 100.1 abc '' 1e2 ' 5' 5% 0x10 .5 99999999999999999999; do
  check "--fail-under-branch '$bad' is refused" usage "--fail-under-branch: '$bad' is not a number" \
    "--fail-under-branch=$bad" s.fcs
done
check "--fail-under-line is checked likewise" usage "--fail-under-line: 'x'" --fail-under-line x s.fcs
check "--fail-under-function, too" usage "--fail-under-function: 'x'" --fail-under-function x s.fcs
for bad in 7 -1 x '' 22; do
  check "--precision '$bad' is refused" usage "--precision: '$bad' is not a number from 0 to 6" \
    "--precision=$bad" s.fcs
done
check "--sort takes what it knows" usage "--sort: 'size' is neither" --sort size s.fcs
check "--embed-maps needs a profile to go to" usage "--embed-maps is of no use without --output" --embed-maps
check "--help goes to stdout" eval 'silent --help && contains "usage: fastcov-merge" stdout.txt'
check "--help has no line longer than a terminal" eval 'merge --help >help.txt; ! grep -E ".{81}" help.txt'
check "--version names the version" eval 'silent --version && grep -Ex "fastcov-merge [0-9.]+" stdout.txt'
check "options may follow paths" eval 'silent s.fcs -q && [ ! -s stdout.txt ]'
check "-- ends the options" says 1 "-q: cannot open" -- -q s.fcs
check "-q prints nothing" eval 'silent -q s.fcs && [ ! -s stdout.txt ]'
check "-v names what was read and where" eval '
  says 0 "read s.fcs: process 7, image $PWD/prog, units: 1" -v s.fcs &&
  contains "fastcov-merge: searched $PWD/prog: maps: 1" stderr.txt &&
  contains "fastcov-merge: context test/one" stderr.txt'
check "-q -o opens no image" eval 'mv prog away && silent -q -o p.fcov s.fcs && says 1 "" s.fcs; mv away prog'

"$FIX" map b.map --directory "$PWD" --source b.c --salt 1
"$FIX" image two a.map b.map
"$FIX" shard two.fcs --map a.map=$FLAGS --map b.map=0 --image two --build-id auto
order() {
  silent two.fcs "$@" && sed -n 's/^\([ab]\)\.c .*/\1/p' stdout.txt | tr -d '\n'
}
check_output "the lowest coverage comes first" ba order
check_output "or the first path" ab order --sort path
check_output "--sort branch is the default" ba order --sort branch
check "--skip-covered leaves out what is covered, and says so" eval '
  "$FIX" big big.map --directory "$PWD" --sites 1 && "$FIX" image big big.map &&
  "$FIX" shard big.fcs --map big.map=11 --image big --build-id auto &&
  silent --skip-covered big.fcs s.fcs && ! grep "^big.c" stdout.txt &&
  contains "1 file that misses nothing not shown" stdout.txt && contains "5/7" stdout.txt'

check "JSON goes to a file, and the text to stdout" eval '
  silent s.fcs --json out.json && contains TOTAL stdout.txt && jq -e ".format == \"fastcov\"" out.json'
check "several reports are written in one run" eval '
  silent -q s.fcs --json a.json --json b.json --html-single a.html --html pages && cmp a.json b.json &&
  contains "</html>" a.html && contains "</html>" pages/index.html && [ ! -s stdout.txt ]'
check "what goes to the standard output takes the place of the text" eval '
  silent s.fcs --json - --html-single b.html && cmp a.json stdout.txt && cmp a.html b.html'
check "two reports on the standard output are refused" usage \
  "--json and --html-single cannot both go to the standard output" --json - --html-single -
check "a directory of pages does not go to the standard output" usage \
  "--html writes a directory, and the standard output is none" --html -
check "a report needs a name" usage "--json: its argument is empty" --json= s.fcs
check "a full standard output is status 1" eval '
  ! merge s.fcs --json - >/dev/full 2>stderr.txt && contains "standard output: cannot write: No space" stderr.txt'
check "what one report fails at is no harm to the next" eval '
  says 1 "gone/a.json: cannot create" s.fcs --json gone/a.json --json c.json && cmp a.json c.json'
check "JSON that cannot be written is status 1" says 1 "gone/out.json: cannot create: No such file" \
  s.fcs --json gone/out.json
check "JSON on a full disk is status 1" says 1 "/dev/full: cannot write: No space" s.fcs --json /dev/full
cat >expected.txt <<'END'
File   Branches      %  Lines      %  Functions      %
a.c         3/5  60.00   8/13  61.54        1/2  50.00
TOTAL       3/5  60.00   8/13  61.54        1/2  50.00

a.c:18:1: function g never called
a.c:4:7: if: false never taken
    4 |   if (x)
      |       ^ never false: 1 test reached it
a.c:11:3: switch: default never taken
    6 |   switch (x) {
      |           ^ 1 of 2 missed: 1 test reached it
a.c:10-13: lines never run
a.c:18-20: lines never run

4 outcomes left out: 2 folded, 1 marked, 1 marked unreachable
1 shard of 1 process, 1 image, 1 unit, 1 context
END
check_output "the report is this" "$(cat expected.txt)" merge --show-missing s.fcs
check "a macro is named with what it hides" eval '
  "$FIX" shard m.fcs --map a.map=1000000 --image prog --build-id auto && merge --show-missing m.fcs >m.txt
  contains "a.c:14:7: if: true never taken (in macro POSITIVE, defined at a.c:1:22)" m.txt'
check "-v names what is left out, and why" eval '
  merge -v s.fcs >v.txt; contains "a.c:9:3: switch: case RED left out: not on this machine" v.txt &&
  contains "a.c:15:7: if: true left out: folded" v.txt'

long=$(printf %0100d 0)
"$FIX" map l.map --directory "$PWD" --source "$long.c"
"$FIX" image l.o l.map
"$FIX" shard l.fcs --map l.map=1 --image l.o
check "a long path is printed in full where there is no terminal" eval '
  merge l.fcs >l.txt && contains "$long.c  " l.txt'
on_terminal() {
  NO_COLOR=1 script -qec "stty cols 70; '$BUILD/fastcov-merge' l.fcs" /dev/null >l.txt </dev/null
  contains "...0000" l.txt && ! tr -d '\r' <l.txt | grep -aE '^[.T].{70}'
}
# on_screen VARIABLE=VALUE...: the report on a terminal of 40 columns and 24 rows, in screen.txt.
on_screen() {
  env TERM=xterm "$@" script -qec "stty cols 40 rows 24; '$BUILD/fastcov-merge' s.fcs" /dev/null \
    </dev/null | tr -d '\r' >screen.txt
}
escape=$(printf '\033')
coloured() { on_screen X= && contains "$escape[31m^ never false" screen.txt; }
colourless() { on_screen "$@" && contains "^ never false" screen.txt && ! grep -F "$escape" screen.txt; }

if script -qec true /dev/null >/dev/null 2>&1 </dev/null; then
  check "a long path is cut at the left on a terminal" on_terminal
  check "colours are for terminals" coloured
  check "NO_COLOR turns them off" colourless NO_COLOR=1
  check "an empty NO_COLOR does not" eval '! colourless NO_COLOR='
  check "nor are there any on a dumb terminal" colourless TERM=dumb
else
  skip "a long path is cut at the left on a terminal" "no script(1), or no terminals here"
fi

options() { grep -oE -e '(^|[ ,])--?[a-z][a-z-]*' | tr -d ' ,' | sort -u; }
manual() {
  merge --help | options >help.txt
  sed 's/\\-/-/g; s/^\.B[RI]* *//; s/ ", " / /g' "$ROOT/docs/man/fastcov-merge.1" | options >manual.txt
  [ "$(wc -l <help.txt)" -gt 15 ] && diff help.txt manual.txt
}
check "--help and the manual page name the same options" manual
for page in "$ROOT"/docs/man/*.1; do
  lint() { [ -z "$(groff -man -Tutf8 -ww "$page" 2>&1 >/dev/null)" ]; }
  check "the manual page ${page##*/} is well-formed" lint
done
finish
