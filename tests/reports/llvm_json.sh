#!/bin/sh
# `llvm-cov export`'s JSON: in llvm-cov's own form, and with what llvm-cov itself says of the same run.
. tests/lib.sh
. tests/reports/project.sh
cat >plain.c <<'C'
static int f(int x, int y) {
  if (x > 1 && y)
    return 1;
  switch (x) {
  case 0:
    return 5;
  case 7:
    x++;
    break;
  default:
    x--;
  }

  // Nothing runs here.
  while (x > 5)
    x -= y ? 1 : 2;
  return x;
}

int never(int x) {
  return x || f(x, 1);
}

int main(void) {
  return f(3, 0) + f(0, 0) == 99;
}
C
# The judge of the oracle, whatever the clang under test.
llvm_cov() {
  clang-22 -fprofile-instr-generate -fcoverage-mapping plain.c -o judged && LLVM_PROFILE_FILE=judged.raw ./judged &&
    llvm-profdata-22 merge judged.raw -o judged.data && llvm-cov-22 export judged -instr-profile judged.data >theirs.json
}
ours() { fastcov_cc plain.c -o plain && FASTCOV_DIR=plain.d ./plain && merge -q plain.d --llvm-json ours.json; }
check "both measure a program" eval 'llvm_cov >llvm.txt && ours'
# of FILTER: of both documents, their difference.
of() {
  for one in theirs ours; do jq -S -c "$1" $one.json >$one.txt || return 1; done
  [ -s ours.txt ] && diff theirs.txt ours.txt
}
check "branches are where llvm-cov's are, and went where llvm-cov's went" of '
  .data[0].files[].branches | map(.[4:6] |= map(if . > 0 then 1 else 0 end)) | sort | .[]'
check "functions are llvm-cov's" of '
  .data[0].functions | map({name: (.name | sub(".*:"; "")), filenames, count: (if .count > 0 then 1 else 0 end), at: .regions[0][:2]})
  | sort | .[]'
check "files are named as llvm-cov's" of '.data[0].files[].filename'
check "functions and their sums are llvm-cov's" of '.data[0] | [., .files[0]] | map(.totals // .summary | .functions | del(.percent))'
keys() { jq -r '[paths | map(if type == "number" then "." else . end) | join("/")] | .[]' "$1" | sort -u; }
check "nothing is there that llvm-cov has not" eval '
  keys theirs.json >theirs.txt; keys ours.json >ours.txt; [ -z "$(comm -13 theirs.txt ours.txt)" ]'
check "nothing is missing but MC/DC and the branches of functions" eval '
  ! comm -23 theirs.txt ours.txt | grep -ve mcdc -e functions/./branches/'

merge -q --llvm-json all.json
cat >lines.py <<'END'
# Lines as LLVM's LineCoverageStats derives them from segments, and all sums, against our JSON.
import json, sys
report = json.load(open('all.json'))['data'][0]
truth = json.load(open('truth.json'))
def lines_of(segments):
    lines, wrapping = {}, None
    by_line = {}
    for segment in segments:
        by_line.setdefault(segment[0], []).append(segment)
    for line in range(min(by_line, default=1), max(by_line, default=0) + 1):
        own = by_line.get(line, [])
        begun = [s for s in own if not s[5] and s[3] and s[4]]
        skipped = bool(own) and not own[0][3] and own[0][4]
        if begun or (not skipped and wrapping and wrapping[3]):
            lines[line] = max([wrapping[2] if wrapping and wrapping[3] else 0] + [s[2] for s in begun]) > 0
        wrapping = own[-1] if own else wrapping
    return lines
pair = lambda figure: (figure['covered'], figure['count'])
assert len(report['files']) == len(truth['files'])
for file, true in zip(report['files'], truth['files']):
    assert file['filename'].endswith('/' + true['path'])
    assert lines_of(file['segments']) == {line['line']: line['covered'] for line in true['lines'] if 'excluded' not in line}, true['path']
    assert file['segments'] == sorted(file['segments'], key=lambda s: s[:2])
    assert sum(f['count'] for f in report['functions'] if f['filenames'] == [file['filename']]) == \
        true['totals']['functions']['covered']
    for key in 'branches', 'lines', 'functions':
        assert pair(file['summary'][key]) == pair(true['totals'][key])
for key in 'branches', 'lines', 'functions':
    assert pair(report['totals'][key]) == pair(truth['totals'][key])
    assert pair(report['totals'][key]) == tuple(map(sum, zip(*(pair(f['summary'][key]) for f in report['files']))))
END
check "lines, as LLVM derives them from segments, are ours; so are all sums" python3 lines.py
check "the same input gives the same bytes" eval 'merge -q --llvm-json - >again.json && cmp all.json again.json'
finish
