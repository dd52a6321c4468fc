#!/bin/sh
# What docs/format.md shows is so: its dumps are files, and its report is what comes of them.
. tests/lib.sh
. tests/format/scene.sh
cat >undump.py <<'END'
# undump.py DOCUMENT NAME OUT: the bytes of the block ```hexdump NAME; each offset must be right.
import re, sys
document = open(sys.argv[1]).read()
block = re.search(r'```hexdump %s\n(.*?)```' % sys.argv[2], document, re.S).group(1)
data, fill = b'', False
for line in block.splitlines():
    offset, rest = line.split('#')[0].split(maxsplit=1)
    if fill:
        data += bytes(int(offset, 16) - len(data))
    assert int(offset, 16) == len(data), line
    fill = rest.strip() == '*'
    data += b'' if fill else bytes.fromhex(rest)
open(sys.argv[3], 'wb').write(data)
END
for name in shard map profile; do
  check "the $name's dump has its bytes where it says" python3 undump.py "$ROOT/docs/format.md" $name $name
done
mv shard shard.fcs
"$FIX" image a.o map
sed -n '/^```json$/,/^```$/p' "$ROOT/docs/format.md" | grep -v '^```' >wanted.json
check "shard and map make the report" eval '
  merge shard.fcs --object a.o -q --json got.json && diff wanted.json got.json'
check "the shard makes the profile" eval '
  merge -q -o p.fcov shard.fcs && "$FIX" payload p.fcov | python3 -c "import sys
sys.stdout.buffer.write(bytes.fromhex(sys.stdin.read()))" | cmp - profile'
check "the second decoder agrees" eval '
  python3 "$ROOT/tests/format/decode.py" map -- shard.fcs >ours.json &&
  [ "$(jq -S "del(.[].functions[].instantiations)" ours.json)" = "$(jq -S -f "$ROOT/tests/format/named_contexts.jq" wanted.json)" ]'
source_is() {
  sed -n '/^```c$/,/^```$/p' "$ROOT/docs/format.md" | grep -v '^```' >a.c
  [ "$(stat -c %s a.c)" = 52 ] && python3 - <<END
import sys
sys.path.insert(0, '$ROOT/tests/format')
from fixtures import xxh64
assert xxh64(open('a.c', 'rb').read()).to_bytes(8, 'little') in open('map', 'rb').read()
END
}
check "the map is of the source beside it" source_is
check "the versions that the document describes are the code's" eval '
  grep -q "FASTCOV_SHARD_VERSION 2" "$ROOT/runtime/fastcov_format.h" &&
  grep -q "FASTCOV_MAP_VERSION 4" "$ROOT/runtime/fastcov_format.h" &&
  grep -q "FASTCOV_PROFILE_VERSION 3" "$ROOT/runtime/fastcov_format.h"'
finish
