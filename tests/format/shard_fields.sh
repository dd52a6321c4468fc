#!/bin/sh
# Each field of a shard: change it, expect the message. `deep` makes the header's hash right again,
# so that the check behind the hash is what speaks.
. tests/lib.sh
. tests/format/scene.sh

# damage OFFSET HEX|flip STATUS TEXT...: the shard with those bytes there.
damage() {
  cp s.fcs d.fcs && "$FIX" poke d.fcs "$1" "$2" && says "$3" "d.fcs: $4" d.fcs
}
deep() {
  cp s.fcs d.fcs && "$FIX" poke d.fcs "$1" "$2" --rehash && says 1 "d.fcs: $3" d.fcs
}

check "the scene's shard is fine, one of version 1" eval '[ "$(od -An -td4 -j 8 -N 4 s.fcs)" -eq 1 ] && silent s.fcs'
check "one of version 2 is, too" eval 'cp s.fcs d.fcs && "$FIX" poke d.fcs 8 02 && "$FIX" poke d.fcs 76 2a --rehash && silent d.fcs'
check "another magic is not ours" damage 0 58 1 "not a shard: does not begin with FASTCOVS"
check "a version from the future is called newer" damage 8 03000000 1 \
  "written by a newer fastcov: shard version 3, this one reads 2"
check "version 0 is damage" damage 8 00 1 "shard version 0 does not exist"
check "an unknown state is damage" damage 12 4e 1 "damaged header: state 5050414e does not exist"
check "another hash is damage" damage 16 flip 1 "damaged header: its hash is"
for offset in 24 32 40 48 52 56 60 64 68 72 76 80 96 104 108 112 140 4095; do
  flip() {
    cp s.fcs d.fcs && "$FIX" poke d.fcs $offset flip
    merge d.fcs >stdout.txt 2>stderr.txt
    [ $? -eq 1 ] && contains "fastcov-merge: d.fcs: damaged header: its hash is" stderr.txt ||
      contains "fastcov-merge: d.fcs: truncated: header needs" stderr.txt
  }
  check "another byte in the header at $offset is damage" flip
done

check "a header larger than the file is truncation" damage 25 20 1 \
  "truncated: header needs 8192 bytes, file has 4104"
check "a header smaller than its fixed part is damage" damage 24 4f00 1 \
  "header size 79 is less than 80"
check "fewer flags than the file has is damage" deep 32 07 "1 bytes too many after the flags"
check "more flags than the file has is truncation" deep 32 09 \
  "truncated: flags need 9 bytes, 8 left"
check "a page size that is no power of two is damage" deep 52 03 \
  "header size 4096 is no multiple of a page of 4099 bytes"
check "a page size of 0 is damage" deep 52 00000000 "header size 4096 is no multiple of a page of 0"
check "a unit table larger than the header is damage" deep 56 ff \
  "unit table needs 8160 bytes, 4016 left"
check "a host longer than the header is damage" deep 61 ff "host, image, build-id and context need"
check "an image path longer than the header is damage" deep 65 ff "host, image, build-id and context"
check "a build-id longer than the header is damage" deep 69 ff "host, image, build-id and context"
check "a context longer than the header is damage" deep 73 ff "host, image, build-id and context"
check "a reserved header field that is not 0 is damage" deep 76 01 "reserved header field is 1, not 0"
check "flags that begin beyond the end are damage" deep 96 09 \
  "unit 0 has 7 flags at 9, the flags end at 8"
check "flags that reach beyond the end are damage" deep 104 09 \
  "unit 0 has 9 flags at 0, the flags end at 8"
check "a reserved unit field that is not 0 is damage" deep 108 01 \
  "unit 0: reserved field is 1, not 0"
check "a zero byte in the image's path is damage" deep 120 00 "zero byte in the image's path"
check "padding of the header that is not 0 is damage" deep 4095 01 "header padding at offset"
check "a flag that is neither 00 nor ff is damage" damage 4098 01 1 \
  "damaged flags: byte 01 at offset 4098 is neither 00 nor ff"
check "a byte between the units' flags is damage" damage 4103 ff 1 \
  "damaged flags: byte ff at offset 4103 belongs to no unit, yet is not 0"

two_units() {
  "$FIX" map b.map --directory "$PWD" --salt 1
  "$FIX" shard d.fcs --map a.map=$FLAGS --map b.map=$FLAGS --image prog --build-id auto
  "$FIX" poke d.fcs 128 06 --rehash && says 1 "d.fcs: two units share the flag at offset 4102" d.fcs
}
check "units that share a flag are damage" two_units
table_order() { # the second unit's flags come first, and a unit without flags lies between
  "$FIX" map n.map --directory "$PWD" --flags 0 --salt 2 &&
    "$FIX" shard d.fcs --map b.map=0 --map n.map= --map a.map=$FLAGS --image prog --build-id auto &&
    "$FIX" poke d.fcs 96 08 && "$FIX" poke d.fcs 128 08 && "$FIX" poke d.fcs 160 00 &&
    "$FIX" poke d.fcs 4096 "$(od -An -v -tx1 -j4104 -N8 d.fcs | tr -d ' \n')0000000000000000" --rehash
  says 1 "$PWD/prog: was rebuilt" d.fcs && contains "a.c         3/5  60.00" stdout.txt
}
check "the unit table may be in any order" table_order
same_unit_twice() {
  "$FIX" shard d.fcs --map a.map=1000000 --map a.map=0100000 --image prog --build-id auto
  silent d.fcs --json d.json && contains '"name":"true","covered":true' d.json &&
    contains '{"name":"f","line":3,"covered":true}' d.json
}
check "a unit that is twice in an image has the flags of both" same_unit_twice

check "a process that never finished is named" eval '
  "$FIX" shard d.fcs --map a.map=0000000 --image prog --build-id auto --state OPEN --pid 4711 &&
  says 1 "d.fcs: process 4711 ($PWD/prog) ended before its flags were written" d.fcs'
check "what an unfinished shard does say counts" eval '
  "$FIX" shard d.fcs --map a.map=$FLAGS --image prog --build-id auto --state OPEN &&
  says 1 "d.fcs: process 1 " d.fcs && contains "a.c         3/5  60.00" stdout.txt'
check "a shard that was written at exit is fine" eval '
  "$FIX" shard d.fcs --map a.map=$FLAGS --image prog --build-id auto --state DONE && silent d.fcs'
check "an empty file is called empty" eval ': >d.fcs; says 1 "d.fcs: empty file" d.fcs'
check "a file of zeros is a process killed while it started" eval '
  head -c 9000 /dev/zero >d.fcs; says 1 "d.fcs: no header: its process was killed" d.fcs'
check "a text file is not ours" eval 'echo hello, world >d.fcs; says 1 "d.fcs: not a shard" d.fcs'
check "a file that is not there is named" says 1 "gone.fcs: cannot open: No such file" gone.fcs
check "a FIFO does not hang the merge" eval 'mkfifo fifo.fcs; says 1 "fifo.fcs: " fifo.fcs'
check "two counts of one unit's flags cannot both be right" eval '
  "$FIX" shard d.fcs --map a.map=${FLAGS}1 --image prog --build-id auto
  says 1 "s.fcs: unit" d.fcs s.fcs && contains "has 7 flags, but 8 in files read before" stderr.txt'
check "flags that do not fit the map are damage" says 1 "a.c: its shards have 8 flags, its map 7" d.fcs

rest_is_merged() {
  mkdir -p mixed && cp s.fcs mixed/good.fcs && : >mixed/a.fcs && echo hello >mixed/z.fcs
  says 1 "mixed/a.fcs: empty file" mixed && contains "mixed/z.fcs: not a shard" stderr.txt &&
    contains "a.c         3/5  60.00" stdout.txt && contains "1 shard of 1 process" stdout.txt
}
check "what is damaged is named and the rest is merged" rest_is_merged
finish
