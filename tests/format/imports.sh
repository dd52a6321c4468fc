#!/bin/sh
# What --add-lcov and --add-llvm-json read: each record, how it joins our own data, and each way in
# which a file can be wrong.
. tests/lib.sh
. tests/format/scene.sh

lcov() { printf '%s\n' "$@" >x.info; }
record() { lcov TN: "SF:$PWD/o.c" "$@" end_of_record; }
totals() { # OPTION...: branches, lines and functions: covered/count
  merge "$@" --json - >report.json 2>stderr.txt || { cat stderr.txt; return 1; }
  jq -r '.totals | [.branches, .lines, .functions] | map("\(.covered)/\(.count)") | join(" ")' report.json
}
alone() { totals --add-lcov x.info; }

# ---- LCOV ---------------------------------------------------------------------------------------
record FN:3,f FN:9,12,g FNDA:2,f FNDA:0,g FNF:2 FNH:1 BRDA:4,0,0,7 BRDA:4,0,1,- BRF:2 BRH:1 \
  DA:3,2 DA:4,2,iJ9tbp/2JBhNGWWzFAMDhA DA:9,0 LF:3 LH:2
check_output "a tracefile of lcov 1.16 is counted without any shard" "1/2 2/3 1/2" alone
cp x.info one.info
named() {
  merge --add-lcov one.info --show-missing >stdout.txt &&
    contains "o.c:9:1: function g never called" stdout.txt &&
    contains "o.c:4:1: branch: 1 never taken" stdout.txt &&
    contains "o.c:9: line never run" stdout.txt &&
    contains "1 file of another tool added: one.info" stdout.txt
}
check "what it says was missed is named" named
record VER:x FNL:0,3,7 FNA:0,0,_Z1fIiE FNA:0,5,_Z1fIdE FNL:1,9 FNA:1,0,g,h FNF:2 FNH:1 \
  'BRDA:4,0,x < 1,7' 'BRDA:4,0,f(a, b),0' BRDA:5,e1,0,- BRDA:5,e1,1,3 'MCDC:4,2,t,1,0,a' MCF:1 MCH:1 DA:3,5 \
  '# a comment'
check_output "one of lcov 2 is, with FNL, FNA, names of branches and exceptions left out" \
  "1/2 1/1 1/2" alone
check_output "an exception's branches are left out with a reason" "exception exception" eval '
  jq -r "[.files[].sites[].outcomes[].excluded // empty] | join(\" \")" report.json'
record FN:3,f FNDA:18446744073709551616,f DA:3,1.5e+30 DA:4,0.0 DA:5,0
check_output "counts may be of any size" "0/0 1/3 1/1" alone
record BRDA:4,0,10,0 BRDA:4,0,9,1 BRDA:4,0,9,0
check_output "branches said twice are one, and 10 comes behind 9" "9 10" eval '
  alone >/dev/null; jq -r "[.files[0].sites[0].outcomes[].name] | join(\" \")" report.json'
lcov TN:a SF:o.c DA:1,0 DA:2,1 end_of_record TN:b "SF:$PWD/./o.c" DA:1,1 DA:3,0 end_of_record
check_output "records of one file add up, also if it is named from the root" "0/0 2/3 0/0" alone
printf 'SF:o.c\r\nDA:1,1\r\nend_of_record\r\n' >x.info
check_output "lines may end as on Windows" "0/0 1/1 0/0" alone
check_output "two tracefiles add up, in either order" "1/2 3/4 1/2 1/2 3/4 1/2" eval '
  echo $(totals --add-lcov x.info --add-lcov one.info; totals --add-lcov one.info --add-lcov x.info)'
check_output "excluded files are excluded" "0/0 0/0 0/0" totals --add-lcov one.info --exclude o.c

refused() { # MESSAGE LINE...
  message=$1
  shift
  lcov "$@"
  says 1 "x.info: $message" --add-lcov x.info
}
while IFS='|' read -r message lines; do
  check "refused: $message" eval "refused \"\$message\" $lines"
done <<'END'
line 1: 'rubbish' is no record of a tracefile|rubbish
line 2: DA before any SF|TN: DA:1,1
line 2: DA: '0' is not a line number|SF:o.c DA:0,1 end_of_record
line 2: DA: '1073741824' is not a line number|SF:o.c DA:1073741824,1 end_of_record
line 2: DA: 'x' is not a line number|SF:o.c DA:x,1 end_of_record
line 2: DA: '' is not a count|SF:o.c DA:1 end_of_record
line 2: DA: '-1' is not a count|SF:o.c DA:1,-1 end_of_record
line 2: DA: '1e' is not a count|SF:o.c DA:1,1e end_of_record
line 2: FN: the name is missing|SF:o.c FN:1 end_of_record
line 2: FNDA: the name is missing|SF:o.c FNDA:1 end_of_record
line 3: FNDA of 'g', of which no FN says where it is|SF:o.c FN:1,f FNDA:1,g end_of_record
line 2: FNL: a function's number is missing|SF:o.c FNL:x,1 end_of_record
line 2: function 0 has an FNL but no FNA|SF:o.c FNL:0,1 end_of_record
line 2: function 0 has an FNA but no FNL|SF:o.c FNA:0,1,f end_of_record
line 2: FNA: the name is missing|SF:o.c FNA:0,1 end_of_record
line 2: BRDA: a block's number is missing|SF:o.c BRDA:1,x,0,0 end_of_record
line 2: BRDA: needs a line, a block, a branch and a count|SF:o.c BRDA:1,0,0 end_of_record
line 2: BRDA: 'y' is not a count|SF:o.c BRDA:1,0,0,y end_of_record
line 2: SF inside of the record of o.c|SF:o.c SF:p.c end_of_record
line 1: SF: the path is missing|SF: end_of_record
line 1: end_of_record without SF|end_of_record
line 2: ends inside of the record of o.c|SF:o.c DA:1,1
line 1: no source file in it|TN:
END
: >x.info
check "refused: an empty file" says 1 "x.info: line 0: no source file in it" --add-lcov x.info
check "refused: a file that is not there" says 1 "none.info: " --add-lcov none.info
check "a wrong file is no verdict, and is in the ledger" eval '
  says 1 "no verdict" s.fcs --add-lcov x.info --fail-under-line 1 &&
  merge s.fcs --add-lcov x.info --json report.json -q 2>/dev/null; [ $? = 1 ] &&
  jq -e ".ledger.damaged == [\"x.info: line 0: no source file in it\"]" report.json'

# ---- Joined with our own ------------------------------------------------------------------------
# s.fcs: f ran, 3 of 5 outcomes; lines 10 to 13 and g, at line 18, did not.
lcov "SF:$PWD/a.c" FN:18,g FN:25,other FNDA:4,g FNDA:0,other DA:18,4 DA:19,4 DA:4,0 DA:25,0 \
  BRDA:4,0,0,1 BRDA:4,0,1,1 BRDA:25,0,0,1 BRDA:25,0,1,0 end_of_record
check_output "of our own, 3 of 5, 8 of 13 and 1 of 2 ran" "3/5 8/13 1/2" totals s.fcs
check_output "a file of both has the lines and functions of both, and branches where we have no code" \
  "4/7 10/14 2/3" totals s.fcs --add-lcov x.info
check "a gate judges both together" eval '
  says 0 "" s.fcs --add-lcov x.info --fail-under-line 71 &&
  says 2 "line coverage 71.43 % is below 72 %" s.fcs --add-lcov x.info --fail-under-line 72'
check "a gate can judge what others measured alone" eval '
  says 2 "branch coverage 50.00 % is below 51 %" --add-lcov one.info --fail-under-branch 51 &&
  says 0 "" --add-lcov one.info --fail-under-branch 50'

# ---- llvm-cov export ----------------------------------------------------------------------------
segments='[[4,1,2,true,true,false],[6,3,0,true,true,false],[8,3,0,true,true,true],[9,1,0,false,false,false]]'
branches='[[4,7,4,8,2,0,0,0,4],[14,7,14,18,1,1,0,0,4]]'
export_json() { # FILE-MEMBERS [FUNCTIONS]
  printf '{"version":"2.0.1","type":"llvm.coverage.json.export","data":[{"files":[{"filename":"%s"%s}],"functions":[%s]}]}\n' \
    "$PWD/${name:-o.c}" "$1" "$2" >x.json
}
llvm() { totals "$@" --add-llvm-json x.json; }
function='{"name":"o.c:f","count":2,"filenames":["'$PWD'/o.c"],"regions":[[4,1,9,1,2,0,0,0]]}'
export_json ',"segments":'"$segments"',"branches":'"$branches" "$function,$function"
check_output "an export of llvm-cov is counted without any shard" "3/4 3/6 1/1" llvm
name=a.c export_json ',"segments":[],"branches":[[4,7,4,8,0,1,0,0,4],[9,3,9,11,1,0,0,0,4],[6,1,6,2,0,0,0,0,4]]'
check_output "its branches are outcomes of our sites at the same place, and its cases of our switches" \
  "4/5 8/13 1/2" eval 'llvm s.fcs && jq -e "[.files[].sites[].outcomes[] | select(.name == \"case RED\").covered] == [true]" report.json >/dev/null'
while IFS='|' read -r message members functions; do
  refused_json() {
    export_json "$members" "$functions"
    says 1 "x.json: $message" --add-llvm-json x.json
  }
  check "refused: $message" refused_json
done <<'END'
data[0].files[0]: no array 'segments'|
data[0].files[0]: a segment is not an array of at least 6 numbers|,"segments":[[1,2]]
data[0].files[0]: a segment is not an array of at least 6 numbers|,"segments":[7]
data[0].files[0]: a segment has 0 for a line or column|,"segments":[[0,1,1,true,true,false]]
data[0].files[0]: a segment has a number below 0|,"segments":[[1,1,-1,true,true,false]]
data[0].files[0]: segment 0 is at line 99999999|,"segments":[[99999999,1,1,true,true,false]]
data[0].files[0]: segment 1 comes before the one before it|,"segments":[[2,1,1,true,true,false],[1,1,1,true,true,false]]
data[0].files[0]: 'branches' is no array|,"segments":[],"branches":{}
data[0].files[0]: a branch is not an array of at least 7 numbers|,"segments":[],"branches":[[1,2,3]]
data[0].files[0]: 'expansions' is no array|,"segments":[],"expansions":1
data[0].files[0]: no array 'filenames'|,"segments":[],"expansions":[{"branches":[]}]
data[0].files[0]: no file name of a branch|,"segments":[],"expansions":[{"branches":[[1,1,1,2,1,1,3,0,4]],"filenames":["a"],"source_region":[1,1,1,2,0,0,0,1]}]
data[0].functions[0]: no 'name'|,"segments":[]|{}
data[0].functions[0]: no number 'count'|,"segments":[]|{"name":"f","filenames":[],"regions":[]}
data[0].functions[0]: no file name of its first region|,"segments":[]|{"name":"f","count":1,"filenames":[],"regions":[[1,1,1,1,1,0]]}
END
json_refused() {
  printf '%b' "$2" >x.json
  says 1 "x.json: $1" --add-llvm-json x.json
}
check "refused: what is no JSON, with its place" json_refused "line 2, column 7: this is no JSON" '{\n "a": }'
check "refused: more than one JSON" json_refused "line 1, column 4: this is no JSON" '{} {}'
check "refused: an empty export" json_refused "line 1, column 1: this is no JSON" ''
check "refused: other JSON" json_refused "no llvm-cov export: 'type' is not" '{"format":"fastcov"}'
check "refused: an export without data" json_refused "JSON: 'data' is empty" \
  '{"version":"3.0.1","type":"llvm.coverage.json.export","data":[]}'
check "refused: a version that we do not know" json_refused "llvm-cov export of version 4.0.0, not 2 or 3" \
  '{"version":"4.0.0","type":"llvm.coverage.json.export","data":[]}'
finish
