#!/bin/sh
# Each field of a profile: change it, expect the message.
. tests/lib.sh
. tests/format/scene.sh

# A profile of two contexts, two units (in the order of their ids) and two images, put together from
# its parts.
magic=46415354434f5650
version=01000000
reserved=00000000
contexts=02016101 # two, the first is "a"; then the second
contexts=${contexts}62
unit_a=00112233445566778899aabbccddeeff
unit_b=ff112233445566778899aabbccddeeff
units=02${unit_a}09ff01${unit_b}0300
images=02022f61000100022f6202abcd020001
# profile MAGIC... : writes p.fcov.
profile() { "$FIX" profile p.fcov "$@"; }
whole() { profile $magic $version $reserved $contexts $units $images; }
refused() {
  text=$1
  shift
  profile "$@" && says 1 "p.fcov: $text" -q -o out.fcov p.fcov
}

check "a profile put together by hand is read" eval 'whole && silent -q -o out.fcov p.fcov'
check_output "what is written holds the same content" \
  "$magic$version$reserved$contexts$units$images" "$FIX" payload out.fcov
check "another magic is not ours" refused "not a profile: its content does not begin with FASTCOVP" \
  464153544 34f5651 $version $reserved $contexts $units $images
check "a version from the future is called newer" \
  refused "written by a newer fastcov: profile version 4, this one reads 3" \
  $magic 04000000 $reserved $contexts $units $images
check "version 0 is damage" refused "damaged profile: version or reserved field wrong" \
  $magic 00000000 $reserved $contexts $units $images
check "a reserved field that is not 0 is damage" \
  refused "damaged profile: version or reserved field wrong" \
  $magic $version 01000000 $contexts $units $images
check "contexts out of order are damage" refused "damaged profile: contexts out of order" \
  $magic $version $reserved 0201620161 $units $images
check "a context twice is damage" refused "damaged profile: contexts out of order" \
  $magic $version $reserved 0201610161 $units $images
check "an empty context is damage" refused "damaged profile: contexts out of order" \
  $magic $version $reserved 0100 $units $images
check "units out of order are damage" refused "damaged profile: units out of order" \
  $magic $version $reserved $contexts 02${unit_b}0300${unit_a}09ff01 $images
check "a unit twice is damage" refused "damaged profile: units out of order" \
  $magic $version $reserved $contexts 02${unit_a}09ff01${unit_a}09ff01 $images
check "bits beyond the last flag are damage" refused "damaged profile: bits set beyond the last flag" \
  $magic $version $reserved $contexts 02${unit_a}09ff03${unit_b}0300 $images
check "more units than bytes are damage" refused "damaged profile: unit count wrong" \
  $magic $version $reserved $contexts 7f${unit_a}09ff01
check "more flags than bytes are damage" refused "damaged profile: units truncated" \
  $magic $version $reserved $contexts 01${unit_a}ffffffff0f00
check "a flag count beyond 32 bits is damage" refused "damaged profile: units truncated" \
  $magic $version $reserved $contexts 01${unit_a}ffffffff1f00
check "a number that is not in its shortest form is damage" \
  refused "damaged profile: contexts truncated" \
  $magic $version $reserved 82000161 0162 $units $images
check "images out of order are damage" refused "damaged profile: images out of order" \
  $magic $version $reserved $contexts $units 02022f6202abcd020001022f61000100
check "an image twice is damage" refused "damaged profile: images out of order" \
  $magic $version $reserved $contexts $units 02022f61000100022f61000100
check "a zero byte in an image's path is damage" refused "damaged profile: zero byte in an image" \
  $magic $version $reserved $contexts $units 0102006100 0100
check "an image with a unit that is not there is damage" \
  refused "damaged profile: an image's units wrong or out of order" \
  $magic $version $reserved $contexts $units 01022f61000102
check "an image's units out of order are damage" \
  refused "damaged profile: an image's units wrong or out of order" \
  $magic $version $reserved $contexts $units 01022f6100020100
check "bytes after the content are damage" refused "damaged profile: 1 bytes too many at its end" \
  $magic $version $reserved $contexts $units $images 00

# With maps: two of them, whose ids are all that a merge looks at.
header=$(printf %048d 0)
map_a=29${header}${unit_a}aa
map_b=29${header}${unit_b}bb
version2=02000000
check "a profile with maps is read" eval '
  profile $magic $version2 $reserved $contexts $units $images 02$map_a$map_b && silent -q -o out.fcov p.fcov'
check_output "and written again" "$magic$version2$reserved$contexts$units${images}02$map_a$map_b" \
  "$FIX" payload out.fcov
check "maps out of order are damage" refused "damaged profile: maps out of order" \
  $magic $version2 $reserved $contexts $units $images 02$map_b$map_a
check "a map twice is damage" refused "damaged profile: maps out of order" \
  $magic $version2 $reserved $contexts $units $images 02$map_a$map_a
check "no maps, where there should be, is damage" refused "damaged profile: map count wrong" \
  $magic $version2 $reserved $contexts $units $images 00
check "a map that is shorter than its header is damage" refused "damaged profile: maps truncated" \
  $magic $version2 $reserved $contexts $units $images 0127${header}${unit_a}
check "a map that is not whole is damage" refused "damaged profile: maps truncated" \
  $magic $version2 $reserved $contexts $units $images 01${map_a%aa}
check "maps in a profile without are bytes too many" refused "damaged profile: 43 bytes too many" \
  $magic $version $reserved $contexts $units $images 01$map_a
check "a map that is none of ours is damage once it is needed" eval '
  profile $magic $version2 $reserved $contexts $units $images 01$map_a &&
  says 1 "p.fcov: a map in it: " p.fcov'
profile $magic $version $reserved $contexts $units $images && mv p.fcov bare.fcov
profile $magic $version2 $reserved $contexts $units $images 01$map_a
check "it is in the profile that has it, among several" says 1 "p.fcov: a map in it: " bare.fcov p.fcov

# With what each context ran: of the nine flags of unit_a, all set, "a" set the first and "b" the
# last; no context ran unit_b.
version3=03000000
ran=0200010000000100
with_contexts() {
  text=$1
  shift
  refused "damaged profile: $text" $magic $version3 $reserved $contexts $units $images 00 "$@"
}
check "a profile with contexts' flags is read" eval '
  profile $magic $version3 $reserved $contexts $units $images 00 $ran && silent -q -o out.fcov p.fcov'
check_output "and written again" "$magic$version3$reserved$contexts$units${images}00$ran" \
  "$FIX" payload out.fcov
check "so it is with maps" eval '
  profile $magic $version3 $reserved $contexts $units $images 02$map_a$map_b $ran &&
  silent -q -o out.fcov p.fcov &&
  [ $("$FIX" payload out.fcov) = $magic$version3$reserved$contexts$units${images}02$map_a$map_b$ran ]'
check "a context that is not there is damage" \
  with_contexts "a unit's contexts wrong or truncated" 010201000000
check "a context behind the last is damage" \
  with_contexts "a unit's contexts wrong or truncated" 0201010000000100
check "more contexts than there are are damage" \
  with_contexts "a unit's contexts wrong or truncated" 03000100000100000100
check "a context's flags that are cut off are damage" \
  with_contexts "a unit's contexts wrong or truncated" 020001
check "a context without flags is damage" \
  with_contexts "a context's flags are none, or not the unit's" 01000000 00
check "a context's flag that the unit has not is damage" \
  with_contexts "a context's flags are none, or not the unit's" 00 010001
check "a context's bits beyond the last flag are damage" \
  with_contexts "a context's flags are none, or not the unit's" 01000002 00
check "no contexts, where there should be, is damage" \
  with_contexts "contexts of units truncated or none" 0000
check "a unit whose contexts are left away is damage" \
  with_contexts "contexts of units truncated or none" 01000100

after_frame() {
  whole && printf x >>p.fcov && says 1 "p.fcov: 1 bytes too many after the zstd frame" p.fcov
}
check "bytes after the frame are damage" after_frame
two_frames() {
  whole && cp p.fcov q.fcov && cat q.fcov >>p.fcov && says 1 "p.fcov: $(stat -c %s q.fcov) bytes" p.fcov
}
check "two frames in a file are damage" two_frames
checksum() {
  whole && "$FIX" poke p.fcov -1 flip && says 1 "p.fcov: damaged zstd frame: Restored data" p.fcov
}
check "a wrong checksum is damage" checksum
no_size() {
  echo x | zstd -q >p.fcov && says 1 "p.fcov: the zstd frame does not say how large" p.fcov
}
check "a frame without its content's size is damage" no_size
lying_size() {
  printf '\050\265\057\375\300\000\000\000\000\000\000\000\100\000\001\000\000' >p.fcov
  says 1 "p.fcov: " p.fcov && contains "bytes cannot hold 18014398509481984 bytes" stderr.txt
}
check "a frame that claims to hold more than it can is damage, and allocates nothing" lying_size
large_claim() { # 60 GiB, in a frame of 16 blocks of 128 KiB as they are
  {
    printf '\050\265\057\375\300\070\000\000\000\000\017\000\000\000'
    for block in 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 1; do
      printf "\\$block\000\020"
      head -c 131072 /dev/zero
    done
  } >p.fcov
  says 1 "p.fcov: damaged zstd frame" p.fcov
}
check "nor does one that claims what it could hold, and does not" large_claim
finish
