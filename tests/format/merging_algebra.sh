#!/bin/sh
# Merging is a union: order, grouping and repetition of the input change nothing.
. tests/lib.sh
. tests/format/scene.sh

"$FIX" map b.map --directory "$PWD" --salt 1
"$FIX" image both a.map b.map
"$FIX" shard 1.fcs --map a.map=1100000 --image prog --build-id auto --context z --pid 1 --host x
"$FIX" shard 2.fcs --map a.map=1010000 --image prog --build-id auto --context a --pid 2 --start 9
"$FIX" shard 3.fcs --map b.map=0000011 --map a.map=0001000 --image both --build-id auto --pid 3
"$FIX" shard 4.fcs --map a.map=0000000 --map b.map=1000000 --image both --build-id auto --state DONE
merge -q -o all.fcov 1.fcs 2.fcs 3.fcs 4.fcs

same() {
  merge -q -o other.fcov "$@" && cmp all.fcov other.fcov
}
for order in "4 3 2 1" "2 1 4 3" "3 4 1 2" "1 3 2 4"; do
  set -- $order
  check "the order $order gives the same bytes" same $1.fcs $2.fcs $3.fcs $4.fcs
done
check "repetition gives the same bytes" same 1.fcs 2.fcs 1.fcs 3.fcs 4.fcs 2.fcs 2.fcs
check "a profile with itself gives the same bytes" same all.fcov all.fcov
check "a profile with its own shards gives the same bytes" same 3.fcs all.fcov 1.fcs
merge -q -o 12.fcov 1.fcs 2.fcs
merge -q -o 34.fcov 3.fcs 4.fcs
merge -q -o 23.fcov 2.fcs 3.fcs
check "(1 2) (3 4) gives the same bytes" same 12.fcov 34.fcov
check "1 (2 3) 4 gives the same bytes" same 1.fcs 23.fcov 4.fcs
check "overlapping groups give the same bytes" same 23.fcov 12.fcov 34.fcov 4.fcs
mkdir -p deep/er && cp 1.fcs 34.fcov deep && cp 2.fcs deep/er && echo no >deep/notes.txt
check "a directory of shards and profiles gives the same bytes" same deep
links() { # a link to a file is a file; a link to a directory could lead in circles
  mkdir linked && ln -s ../1.fcs ../2.fcs ../34.fcov linked && ln -s .. linked/up && ln -s . linked/self
  mkfifo linked/fifo.fcs && same linked
}
check "links to files are followed, links to directories are not" links
check "a link that leads nowhere is named" eval '
  ln -s nowhere linked/dead.fcs && says 1 "linked/dead.fcs: cannot open: No such file" linked'
check "FASTCOV_DIR is where to look without a path" eval '
  cp -r deep "$FASTCOV_DIR" && merge -q -o other.fcov && cmp all.fcov other.fcov'
check "fastcov-shards is where to look without either" eval '
  cp -r deep fastcov-shards && FASTCOV_DIR= merge -q -o other.fcov && cmp all.fcov other.fcov'

serial() { # the same tests, other processes: all that may differ between two runs
  for n in 1 2 3 4; do cp $n.fcs run$n.fcs; done
  for n in 1 2 3 4; do "$FIX" poke run$n.fcs 40 0$n$n --rehash && "$FIX" poke run$n.fcs 48 7$n --rehash; done
  same run1.fcs run2.fcs run3.fcs run4.fcs
}
check "process numbers and times leave no trace in a profile" serial

reports() {
  merge --json one.json --root "$PWD" 1.fcs 2.fcs 3.fcs 4.fcs >one.txt &&
    merge --json two.json --root "$PWD" 4.fcs 3.fcs 2.fcs 1.fcs >two.txt &&
    cmp one.json two.json && cmp one.txt two.txt && merge --json three.json all.fcov >three.txt &&
    [ "$(sed '/"ledger"/d' one.json)" = "$(sed '/"ledger"/d' three.json)" ]
}
check "order changes no report, nor does the way over a profile" reports

units_add_up() { # the same source in two units: what ran in either ran
  merge all.fcov --json - | jq -e '[.files[0].sites[] | .outcomes[] | .covered] ==
    [true, true, true, false, true, true, false, false, false] and .totals.branches.count == 5'
}
check "what ran in any unit ran" units_add_up

check "a profile replaces what was there, and nothing else is left" eval '
  mkdir out && echo old >out/p.fcov && merge -q -o out/p.fcov all.fcov && cmp out/p.fcov all.fcov &&
  [ "$(ls out)" = p.fcov ]'
check "a profile has the mode that the umask says" eval '
  (umask 027 && merge -q -o out/m.fcov all.fcov) && [ "$(stat -c %a out/m.fcov)" = 640 ]'
check "a device can be written to, and stays one" eval 'merge -q -o /dev/null all.fcov && [ -c /dev/null ]'
check "a symbolic link is written through" eval '
  ln -s real.fcov link.fcov && merge -q -o link.fcov all.fcov && [ -L link.fcov ] && cmp real.fcov all.fcov'
check "/dev/stdout can be written to, and stays what it is" eval '
  merge -q -o /dev/stdout all.fcov >stdout.fcov && cmp stdout.fcov all.fcov && [ -L /dev/stdout ]'
check "a profile that cannot be written is status 1" says 1 "gone/p.fcov: cannot create: No such file" \
  -q -o gone/p.fcov all.fcov
full_disk() {
  says 1 "/dev/full: cannot write: No space left" -q -o /dev/full all.fcov
}
check "a full disk is status 1" full_disk
check "a report that cannot be printed is status 1" eval '
  merge all.fcov >/dev/full 2>stderr.txt; [ $? -eq 1 ] && contains "standard output: " stderr.txt'

rest_of_order() { # a changing count is refused whole, whichever file comes first
  "$FIX" shard odd.fcs --map a.map=110000011 --map b.map=1111111 --image prog --build-id auto
  merge -q -o other.fcov 1.fcs 2.fcs 3.fcs 4.fcs odd.fcs
  [ $? -eq 1 ] && cmp all.fcov other.fcov
}
check "a file that is refused leaves nothing behind" rest_of_order
check "profiles that contradict each other are refused, too" eval '
  merge -q -o odd.fcov odd.fcs && says 1 "all.fcov: unit" odd.fcov all.fcov &&
  contains "has 7 flags, but 9 in files read before" stderr.txt'
finish
