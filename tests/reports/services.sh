#!/bin/sh
# Coveralls, CSV and the badge.
. tests/lib.sh
. tests/reports/project.sh
merge -q --coveralls c.json --csv t.csv --badge b.svg

same() { [ "$1" = "$2" ] || { echo "$1, not $2"; false; }; }
coveralls() {
  same "$(jq -r '[.source_files[].coverage[] | select(. != null)] | "\(add) of \(length)"' c.json)" "$lines" &&
    same "$(jq -r '[.source_files[].branches | [range(3; length; 4) as $i | .[$i]]] | add | "\(add) of \(length)"' c.json)" \
      "$branches"
}
check "Coveralls gets our lines and branches" coveralls
check "and a number or null for each line of a source" eval '
  jq -e --argjson n "$(wc -l <src/main.cpp)" \
    ".source_files[] | select(.name == \"src/main.cpp\") | (.coverage | length) == \$n and .coverage[0] == null" c.json'
check "sources are named by their MD5" eval '
  same "$(jq -r ".source_files[] | select(.name | contains(\"|f\")) | .source_digest" c.json)" "$(md5sum <"$HOSTILE" | cut -c1-32)"'
check "a branch is not in there twice" jq -e '[.source_files[].branches |
  [range(0; length; 4) as $i | "\(.[$i]) \(.[$i + 1]) \(.[$i + 2])"] | (unique | length) == length] | all' c.json
check "the date is that of SOURCE_DATE_EPOCH, or none" eval '
  jq -e "has(\"run_at\") | not" c.json && SOURCE_DATE_EPOCH=1700000000 merge -q --coveralls d.json &&
  jq -e ".run_at == \"2023-11-14 22:13:20 +0000\"" d.json'
check "a source that is gone has its lines all the same" eval '
  mv lib/odd.h gone; merge -q --coveralls e.json; mv gone lib/odd.h
  jq -e ".source_files[] | select(.name == \"lib/odd.h\") | has(\"source_digest\") == false and (.coverage | length) == 5" e.json'

table() {
  python3 - <<'END'
import csv, json
rows = list(csv.DictReader(open('t.csv', encoding='utf-8', newline='')))
truth = json.load(open('truth.json', encoding='utf-8'))
assert [row['path'] for row in rows] == [file['path'] for file in truth['files']], rows
for key, figure in ('branch', 'branches'), ('line', 'lines'), ('function', 'functions'):
    for word, ours in ('total', 'count'), ('covered', 'covered'), ('excluded', 'excluded'):
        assert sum(int(row[key + '_' + word]) for row in rows) == truth['totals'][figure][ours]
    for row, file in zip(rows, truth['files']):
        percent = file['totals'][figure]['percent']
        assert row[key + '_percent'] == '' if percent is None else float(row[key + '_percent']) == percent
END
}
check "a spreadsheet's rows sum up to our totals" table
formula() {
  cp alone.c "./$1" && fastcov_cc -c -o formula.o "./$1" && merge -q --object formula.o --csv f.csv "$FASTCOV_DIR" && grep "\"'$1\"" f.csv
}
for name in '=1+2.c' '+x.c' '-x.c' '@x.c'; do
  check "a path '$name' is no formula" formula "$name"
done
check "the badge is well-formed, and says it in text" eval '
  xmllint --noout --nonet b.svg && same "$(xmllint --xpath "string(/*/*[1])" b.svg)" "branches: $(merge -q --precision 0 --json - | jq .totals.branches.percent)%"'

# 19,999 of 20,000 outcomes, 1 of 20,000, and none at all.
FIX=$ROOT/tests/format/fixtures.py
"$FIX" big big.map --directory "$PWD" --sites 10000 && "$FIX" image big big.map
ones=$(printf %19999s | tr ' ' 1)
"$FIX" shard most.fcs --map "big.map=$ones" --image big --build-id auto
"$FIX" shard least.fcs --map big.map=1 --image big --build-id auto
badge() {
  merge -q --precision 0 --badge x.svg --csv x.csv --cobertura x.xml "$@"
  echo "$(xmllint --xpath 'string(/*/*[1])' x.svg) $(sed -n 's/^big.c,\([^,]*,\)\{3\}\([^,]*\),.*/\2/p' x.csv)" \
    "$(xmllint --nonet --xpath 'string(/*/@branch-rate)' x.xml)"
}
check_output "a percentage does not round to 100" "branches: 99% 99 0.9999" badge most.fcs
check_output "nor to 0" "branches: 1% 1 0.0001" badge least.fcs
check_output "no data is not 0" "branches: no data  1.0000" badge --include nothing most.fcs
finish
