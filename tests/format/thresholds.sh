#!/bin/sh
# The gate: passes, fails, or refuses a verdict; and never lies.
. tests/lib.sh
. tests/format/scene.sh
"$FIX" shard full.fcs --map a.map=1111011 --image prog --build-id auto # all but line 10 and g

check "no gate is status 0, whatever the coverage" silent s.fcs
check "a gate that is met is status 0" silent s.fcs --fail-under-branch 60
check "a gate that is met by every figure is status 0" silent s.fcs --fail-under-branch 60 \
  --fail-under-line 61 --fail-under-function 50
check "all counted outcomes are 100 per cent" silent full.fcs --fail-under-branch 100
check "a missed outcome is status 2" says 2 "branch coverage 60.00 % is below 60.1 %" s.fcs \
  --fail-under-branch 60.1
named() {
  says 2 '' "$@" --fail-under-branch 100 s.fcs &&
    contains "a.c:4:7: if: false never taken" "$where" &&
    contains "a.c:11:3: switch: default never taken" "$where" &&
    [ "$(grep -c 'never taken' "$where")" = 2 ]
}
where=stderr.txt
check "a failed gate names each missed outcome" named
check "a failed gate names each missed outcome when quiet" named -q
check "a failed gate names each missed outcome when quiet and --show-missing" named -q --show-missing
where=stdout.txt
check "a failed gate does not repeat what --show-missing said" eval '
  named --show-missing && ! grep "never taken" stderr.txt'
check "an outcome that is left out is not missed" eval '! grep RED stdout.txt stderr.txt'
check "lines below the threshold are status 2 and named" eval '
  says 2 "line coverage 61.54 % is below 62 %" s.fcs --fail-under-line 62 &&
  contains "a.c:10-13: lines never run" stderr.txt'
check "functions below the threshold are status 2 and named" eval '
  says 2 "function coverage 50.00 % is below 50.000001 %" s.fcs --fail-under-function 50.000001 &&
  contains "a.c:18:1: function g never called" stderr.txt'
check "each failed figure is named" eval '
  says 2 "branch coverage" s.fcs --fail-under-branch 99 --fail-under-line 99 &&
  contains "line coverage" stderr.txt'

# One missed of ten thousand.
"$FIX" big big.map --directory "$PWD" --sites 5000
"$FIX" image big big.map
ones=$(printf %09999d 0 | tr 0 1)
"$FIX" shard big.fcs --map big.map=${ones}0 --image big --build-id auto
check "9,999 of 10,000 is 99.99, not 100" eval '
  silent big.fcs && contains "big.c  9999/10000   99.99" stdout.txt'
check "one missed outcome of 10,000 fails 100 and is named" eval '
  says 2 "branch coverage 99.99 % is below 100 %" big.fcs --fail-under-branch 100 &&
  contains "big.c:5000:7: if: false never taken" stderr.txt'
check "99.99 is met by 9,999 of 10,000" silent big.fcs --fail-under-branch 99.99
check "99.990001 is not" says 2 "branch coverage 99.99 % is below 99.990001 %" big.fcs \
  --fail-under-branch 99.990001
check "no precision makes 100 of it" eval '
  for n in 0 1 2 3 6; do merge big.fcs --precision $n --json - | jq .totals.branches.percent; done |
  tr "\n" " " | grep -x "99 99.9 99.99 99.99 99.99 "'
"$FIX" shard one.fcs --map big.map=1 --image big --build-id auto
check "1 of 10,000 is 0.01, and never 0" eval '
  for n in 0 1 2 3; do merge one.fcs --precision $n --json - | jq .totals.branches.percent; done |
  tr "\n" " " | grep -x "1 0.1 0.01 0.01 "'
check "a list of what was missed says how much longer it would be" eval '
  says 2 "and 9979 more; --show-missing names all" one.fcs --fail-under-branch 1 &&
  [ "$(grep -c "never taken" stderr.txt)" = 20 ]'

# No verdict.
mkdir none
check "nothing merged is nothing to judge" says 1 "nothing to judge: no shard or profile was merged" \
  none --fail-under-branch 0
check "nothing ran of an object is nothing to judge" eval '
  says 0 "none: no shard or profile in it" none --object prog &&
  says 1 "nothing to judge: no shard" none --object prog --fail-under-branch 0'
check "nothing measured is nothing to judge" says 1 "nothing to judge: no branches were measured" \
  s.fcs --include nothing --fail-under-branch 0
check "a damaged shard is no verdict, even at 0" eval '
  : >none/empty.fcs; says 1 "no verdict, for the reasons above" none s.fcs --fail-under-branch 0'
check "no verdict comes before a failed gate" says 1 "no verdict" none s.fcs --fail-under-branch 100
check "what ran although marked unreachable is an error" eval '
  "$FIX" shard never.fcs --map a.map=0000010 --image prog --build-id auto &&
  says 0 "" never.fcs; "$FIX" map x.map --directory "$PWD" && cp x.map y.map &&
  python3 - y.map <<END
import sys
data = bytearray(open(sys.argv[1], "rb").read())
at = data.rindex(bytes([1, 17, 6, 0])) # FALSE, marked unreachable: not "never" but flag 5 says it ran
data[at + 3] = 6
open(sys.argv[1], "wb").write(data)
END
  "$FIX" poke y.map 8 02 --rehash-map &&
  "$FIX" image y y.map && "$FIX" shard y.fcs --map y.map=0000010 --image y --build-id auto &&
  says 1 "a.c:14:7: if: false ran, although marked unreachable: never" y.fcs'
finish
