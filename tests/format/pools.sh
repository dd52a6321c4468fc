#!/bin/sh
# Pools as docs/format.md describes them: read, counted, and refused where they are not whole. And what
# else the ledger says of processes that are not on record.
. tests/lib.sh
. tests/format/scene.sh

# pool OUT FOLDED PENDING NAME PROGRAM SHARD: makes a pool of a shard.
pool() {
  python3 - "$@" <<'END'
import os, struct, sys
sys.path.insert(0, os.environ['ROOT'] + '/tests/format')
from fixtures import xxh64
out, folded, pending, name, program, source = sys.argv[1:]
data = bytearray(open(source, 'rb').read())
header_size = struct.unpack_from('<Q', data, 24)[0]
data[8:16] = struct.pack('<I4s', 2, b'POOL')
data[40:52] = bytes(12)
data[16:24] = struct.pack('<Q', xxh64(bytes(data[24:header_size])))
data += bytes(-len(data) % 8)
data += struct.pack('<QQ32sII', int(folded), int(pending), name.encode(), int(program), 0)
open(out, 'wb').write(data)
END
}
# ledger SHARDS PROCESSES PATH...
ledger() {
  shards=$1
  processes=$2
  shift 2
  merge --json - "$@" | jq -e --argjson s "$shards" --argjson p "$processes" \
    '.ledger.shards == $s and .ledger.processes == $p or (.ledger | error("\(.)"))'
}
mkdir d && pool d/pool-1.fcs 5 0 '' 1 s.fcs
check "a pool counts what was folded into it" ledger 5 5 d
check "its flags count" eval 'merge --json one.json s.fcs; merge --json pool.json d &&
  jq -c .files one.json >a && jq -c .files pool.json | cmp - a'
check "a pool that is read twice is one" ledger 5 5 d d/pool-1.fcs
"$FIX" shard d/9-0.fcs --map a.map=$FLAGS --image prog --build-id auto --pid 9 --context test/one
check "a shard beside it is one more" ledger 6 6 d
pool d/pool-1.fcs 5 5 9-0.fcs 1 s.fcs
check "a shard that is counted, but still there, is not one more" ledger 5 5 d
pool d/pool-1.fcs 5 6 9-0.fcs 1 s.fcs
check "a shard that was about to be counted is one more" ledger 6 6 d
pool d/pool-1.fcs 5 5 8-0.fcs 1 s.fcs
check "a shard that is counted and gone stays counted" ledger 6 6 d
rm d/9-0.fcs
"$FIX" shard lib.fcs --map a.map=$FLAGS --image prog --build-id 00ff --pid 9 --context test/one
pool d/pool-1.fcs 5 0 '' 1 s.fcs && pool d/pool-2.fcs 3 0 '' 0 lib.fcs
check "shared objects' pools do not count processes again" ledger 8 5 d
pool d/pool-2.fcs 7 0 '' 0 lib.fcs
check "but there were as many as used one" ledger 12 7 d
rm d/pool-2.fcs
"$FIX" shard other.fcs --map a.map=$FLAGS --image prog --build-id auto --pid 9 --context test/two
pool d/pool-3.fcs 2 0 '' 1 other.fcs
check "another context's pool is of other processes" ledger 7 7 d
rm d/pool-3.fcs

damaged() { # TEXT: after the change to the pool
  says 1 "d.fcs: $1" d.fcs
}
check "a pool that was cut is damage" eval 'head -c -8 d/pool-1.fcs >d.fcs
  damaged "truncated: the pool'\''s record is not at its end"'
check "a byte too many after a pool is damage" eval 'cp d/pool-1.fcs d.fcs; printf x >>d.fcs
  damaged "truncated: the pool'\''s record is not at its end"'
check "a zero of the record that is not 0 is damage" eval '
  cp d/pool-1.fcs d.fcs && size=$(stat -c %s d.fcs) && "$FIX" poke d.fcs $((size - 4)) 01 &&
    damaged "damaged record of a pool"'

# ---- What is missing ----------------------------------------------------------------------------
mkdir m && cp s.fcs m/7-0.fcs
: >m/12-00aa.lost
check "a process that left a trace instead of a shard gives no verdict" \
  says 1 "m/12-00aa.lost: process 12 could not make its shard" m
check "it is in the JSON report" eval 'merge --json - m 2>/dev/null | jq -e ".ledger.missing | length == 1"'
rm m/*.lost
printf 'process 5, /x: no shard: error 28\n' >errors
check "a line in FASTCOV_ERROR_FILE gives no verdict" eval '
  export FASTCOV_ERROR_FILE=errors; says 1 "errors: process 5, /x: no shard: error 28" m'
check "an empty or absent FASTCOV_ERROR_FILE is fine" eval '
  : >empty; (export FASTCOV_ERROR_FILE=empty; silent m) && FASTCOV_ERROR_FILE=absent silent m'
check "as many processes as expected are fine" silent --expect-processes 1 m
check "fewer than expected give no verdict" \
  says 1 "1 processes are on record, not 2 as expected" --expect-processes 2 m
check "so they do under a gate, and when only merging" eval '
  says 1 "1 processes are" --expect-processes 2 --fail-under-branch 1 m &&
    says 1 "1 processes are" --expect-processes 2 -q -o p.fcov m'
for word in -1 x 1x '' 99999999999999999999; do
  check "--expect-processes '$word' is refused" says 1 "--expect-processes: '$word' is not a number" \
    --expect-processes "$word" m
done
printf 'test/one\n\n' >contexts
check "contexts that are on record are fine" silent --expect-contexts contexts m
printf 'test/none' >>contexts
check "a context without anything on record gives no verdict" \
  says 1 "context test/none: nothing is on record" --expect-contexts contexts m
check "contexts in profiles count" eval '
  merge -q -o p.fcov m && head -1 contexts >one && silent --expect-contexts one p.fcov'
check "a file of contexts that cannot be read gives no verdict" \
  says 1 "nowhere: " --expect-contexts nowhere m
finish
