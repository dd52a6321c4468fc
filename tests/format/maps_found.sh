#!/bin/sh
# Where maps are found: in images, object files, archives, separate debug files; and what is said
# where none is.
. tests/lib.sh
. tests/format/scene.sh

# finds ARGUMENT...: all is found, and s.fcs counts.
finds() {
  silent "$@" && contains "a.c         3/5  60.00" stdout.txt
}
check "in the image that the shard names" finds s.fcs

mkdir parts
"$FIX" image parts/a.o a.map
"$FIX" map b.map --directory "$PWD" --source b.c --salt 1
"$FIX" image parts/b.o b.map
"$FIX" image lib.so a.map
(cd parts && ar rcs ../lib.a a.o b.o && ar rcsT thin.a a.o b.o && ar rcsT ../thin.a parts/a.o) 2>/dev/null
ar rcsT thin.a parts/a.o parts/b.o
"$FIX" shard moved.fcs --map a.map=$FLAGS --image gone --build-id 0102030405
for object in prog parts/a.o lib.so lib.a thin.a parts/thin.a parts .; do
  check "in --object $object, when the image is gone" finds moved.fcs --object $object --exclude '*b.c'
done
check "the objects' other units count, too" eval '
  silent moved.fcs --object lib.a && contains "b.c         0/5   0.00" stdout.txt &&
  contains "TOTAL      3/10  30.00" stdout.txt'
check "a unit that is found many times counts once" eval '
  finds s.fcs --object prog --object parts/a.o --object lib.so --object ./prog &&
  contains "TOTAL       3/5" stdout.txt'
check "objects alone report what never ran" eval '
  (unset FASTCOV_DIR; silent --object lib.a) &&
  contains "1 image never ran: lib.a" stdout.txt && contains "TOTAL      0/10  0.00" stdout.txt'
check "an image that ran is not one that never ran" eval '
  merge s.fcs --object prog --object parts/b.o --json - |
  jq -e ".ledger.never_ran == [\"parts/b.o\"]"'
rm parts/b.o
check "a thin archive whose member is gone is named" says 1 \
  "thin.a: its member parts/b.o: No such file" s.fcs --object thin.a
check "an object that was compiled without fastcov is named" eval '
  echo "int x;" | ${CC:-cc} -xc -c -o plain.o - &&
  says 1 "plain.o: nothing in it was compiled with fastcov" s.fcs --object plain.o'
check "an object that is no object is named" says 1 "a.c: not an ELF file or archive" s.fcs --object a.c
check "an object that is not there is named" says 1 "gone.o: cannot open: No such" s.fcs --object gone.o
check "a truncated object is named" eval '
  head -c 3000 prog >short && says 1 "short: damaged" s.fcs --object short'

check "a missing image is named" says 1 \
  "$PWD/gone: missing image (cannot open: No such file or directory): no map for 1 unit of moved.fcs" \
  moved.fcs
check "a missing image leaves the rest reported" eval '
  "$FIX" map c.map --directory "$PWD" --salt 3 && "$FIX" shard lost.fcs --map c.map=1 --image gone &&
  says 1 "$PWD/gone: missing image" lost.fcs s.fcs && contains "a.c         3/5" stdout.txt'
cp prog old && "$FIX" shard old.fcs --map a.map=$FLAGS --image old --build-id auto
"$FIX" image old b.map
check "a rebuilt image is named" says 1 \
  "$PWD/old: was rebuilt since old.fcs was written: no map for 1 of its units" old.fcs
check "a rebuilt image's units count all the same" contains "b.c         0/5" stdout.txt
check "a rebuilt image that kept the unit is fine" eval '
  "$FIX" image old a.map b.map && silent old.fcs && contains "a.c         3/5" stdout.txt'

# Separate debug files, where debuggers look for them.
cp prog stripped && objcopy --only-keep-debug stripped stripped.debug &&
  strip stripped && objcopy -R fastcov_map --add-gnu-debuglink=stripped.debug stripped
"$FIX" shard stripped.fcs --map a.map=$FLAGS --image stripped --build-id auto
check "in a debug file beside the image" finds stripped.fcs
mkdir .debug && mv stripped.debug .debug
check "in a debug file in .debug" finds stripped.fcs
build_id=$(readelf -n stripped | sed -n 's/.*Build ID: //p')
global=/usr/lib/debug/.build-id/$(echo "$build_id" | cut -c1-2)
mv .debug/stripped.debug stripped.moved
check "a stripped image without a debug file is named" says 1 \
  "$PWD/stripped: has no maps, nor has a separate debug file: no map for 1 unit" stripped.fcs
if mkdir -p "$global" 2>/dev/null && [ -w "$global" ]; then
  cp stripped.moved "$global/$(echo "$build_id" | cut -c3-).debug"
  check "in a debug file by build-id" finds stripped.fcs
  rm stripped
  check "in a debug file by build-id, when the image is gone" finds stripped.fcs
  rm -r "$global"
else
  skip "in a debug file by build-id" "cannot write to /usr/lib/debug"
fi

map_damaged() { # OFFSET HEX|flip TEXT [--rehash-map]
  cp a.map d.map && "$FIX" poke d.map "$1" "$2" $4 && "$FIX" image d d.map && says 1 "d: $3" --object d
}
check "a map without its magic is damage" map_damaged 0 00 "fastcov_map section: no FASTCOVM at offset"
check "a map from the future is called newer" map_damaged 8 05 \
  "compiled with a newer fastcov: map version 5, this one reads 4"
check "map version 0 is damage" map_damaged 8 00 "fastcov_map section: version or reserved field wrong"
check "a reserved field of a map that is not 0 is damage" map_damaged 12 01 \
  "fastcov_map section: version or reserved field wrong"
check "a packing from the future is damage" eval '"$FIX" poke a.map 8 03 && map_damaged 12 02 \
  "fastcov_map section: version or reserved field wrong"; status=$?; "$FIX" poke a.map 8 02; [ $status = 0 ]'
check "a map that says it is packed and is not is damage" eval '"$FIX" poke a.map 8 03 && map_damaged 12 01 \
  "not a map: does not begin with a zstd frame"; status=$?; "$FIX" poke a.map 8 02; [ $status = 0 ]'
"$FIX" map packed.map --source a.c --directory "$PWD" --version 4 --packed
check "a packed map whose frame is damaged is damage" eval '
  cp packed.map a2.map && "$FIX" poke a2.map 48 flip && "$FIX" image d a2.map && says 1 "d: truncated or damaged zstd frame" --object d'
check "a packed map of another unit id is damage" eval '
  cp packed.map a2.map && "$FIX" poke a2.map 24 flip && "$FIX" image d a2.map && says 1 "d: damaged map: its hash is" --object d'
check "a map longer than its section is damage" map_damaged 18 01 "fastcov_map section: truncated chunk"
check "another first half of the unit id is damage" map_damaged 24 flip "damaged map: its hash is"
check "another second half of the unit id is damage" map_damaged 39 flip "damaged map: its hash is"
check "a flipped bit in the payload is damage" map_damaged 60 flip "damaged map: its hash is"

# Numbers that are differences. In the map of fixtures.py the OR nodes follow its last string, and the last
# site ends it.
"$FIX" map differences.map --source a.c --directory "$PWD" --version 4
ors=$(($(grep -abo salt0 differences.map | cut -d: -f1) + 5))
end=$(stat -c %s differences.map)
difference_damaged() { # OFFSET HEX TABLE
  cp differences.map d.map && "$FIX" poke d.map "$1" "$2" --rehash-map && "$FIX" image d d.map &&
    says 1 "d: damaged map: $3 truncated or wrong" --object d
}
check "an operand that is its own node is damage" difference_damaged $((ors + 2)) 00 "OR nodes"
check "an operand below none is damage" difference_damaged $((ors + 2)) 7f "OR nodes"
check "an operand twice is damage" difference_damaged $((ors + 3)) 00 "OR nodes"
check "a line below none is damage" difference_damaged $((end - 14)) 7f "sites"
check "an end line below none is damage" difference_damaged $((end - 12)) 7f "sites"
check "a reference below none is damage" difference_damaged $((end - 2)) 7f "sites"
check "a reference beyond the last is damage" difference_damaged $((end - 2)) 7e "sites"
check "a newer map does not hide the others" eval '
  cp a.map d.map && "$FIX" poke d.map 8 05 && "$FIX" image d d.map a.map &&
  says 1 "d: compiled with a newer fastcov" --object d && contains "a.c         0/5" stdout.txt'
finish
