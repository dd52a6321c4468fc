#!/bin/sh
# A file that ends early is damage at whatever length it ends, and takes nothing else down.
. tests/lib.sh
. tests/format/scene.sh

# each_named DIRECTORY COUNT: all of COUNT files were refused, one line each.
each_named() {
  says 1 '' "$1" || return 1
  [ "$(grep -c "^fastcov-merge: $1/.*: \(truncated\|empty\|damaged\|.* truncated\)" stderr.txt)" = \
    "$2" ] || {
    head -20 stderr.txt
    return 1
  }
}

"$FIX" cut s.fcs shards .fcs
check "a shard truncated at each of its $(ls shards | wc -l) lengths is damaged" \
  each_named shards "$(ls shards | wc -l)"

merge -q -o p.fcov s.fcs
"$FIX" cut p.fcov profiles .fcov
# Of the frame's first bytes nothing says that it is one.
rm profiles/0000[123].fcov
check "a profile truncated at each of its $(ls profiles | wc -l) lengths is damaged" \
  each_named profiles "$(ls profiles | wc -l)"

cut_payloads() {
  "$FIX" cut-profile p.fcov payloads
  each_named payloads "$(ls payloads | wc -l)"
}
check "a profile whose content ends early is damaged" cut_payloads

# One image holds a map for each length, each with the size and the hash that it has. All fail, in
# words that repeat; what the ledger then lists is different words.
cut_maps() {
  "$FIX" cut-map a.map cut.map
  "$FIX" image cut cut.map
  says 1 'cut: damaged map: ' --object cut || return 1
  [ "$(grep -c 'cut: damaged map: .* before offset' stderr.txt)" -gt 50 ] || {
    cat stderr.txt
    return 1
  }
  ! grep -v -e 'cut: damaged map: .* before offset' -e 'nothing in it was compiled' \
    -e 'fastcov-shards' -e "$FASTCOV_DIR" stderr.txt && contains 'TOTAL       0/0  ' stdout.txt
}
check "a map truncated at each of its lengths is damaged" cut_maps

cut_section() {
  head -c 100 a.map >short.map
  "$FIX" image short short.map && says 1 "short: fastcov_map section: truncated chunk" --object short
}
check "a chunk truncated by its section is damaged" cut_section
finish
