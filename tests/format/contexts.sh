#!/bin/sh
# Which tests an outcome is covered by: true for each test alone, whatever way the data took.
. tests/lib.sh
. tests/e2e/e2e_lib.sh
report() { "$BUILD/fastcov-report" "$@"; }

cd "$TMP" || exit 1
cat >part.h <<'END2'
static inline int part(int x) { return x > 1 ? x : 1; }
END2
cat >other.c <<'END2'
#include "part.h"
int other(int x) { return x == 'z' ? part(x) : part(0); }
END2
cat >a.c <<'END2'
#include "part.h"
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>
#define POSITIVE(x) ((x) > 0)
int other(int x);
static int kind(int c) {
  switch (c) {
  case 'a':
    return 1;
  case 'b':
    return part(2);
  default:
    return other(c);
  }
}
static int never(int x) { return x ? 1 : 2; }
int main(int argc, char **argv) {
  int n = 0, pid = -1;
  if (argc > 1 && !strcmp(argv[1], "fork"))
    pid = fork();
  for (int i = 1; i < argc; i++) {
    if (POSITIVE(strlen(argv[i])) && argv[i][0] != '-')
      n += kind(argv[i][0]);
    if (argc > 9)
      n = never(n);
  }
  if (pid == 0)
    _exit(part(n));
  waitpid(pid, 0, 0);
  return n < 0;
}
END2
fastcov_cc -O1 -g a.c other.c -o a || exit 1
# run NAME ARGUMENT...: one test, whose shards are kept apart and together.
run() {
  name=$1
  shift
  FASTCOV_CONTEXT=$name FASTCOV_DIR="apart/$name" ./a "$@"
}
tests_run() {
  run first a
  run "second <b>" b -x
  run empty ''
  run forks fork z
  run again/first a
  run z z a b
}
tests_run
FASTCOV_DIR=apart/none ./a q
mkdir serial parallel
for shard in $(find apart -name '*.fcs' | tr ' ' '?'); do
  cp "$shard" "serial/$(echo "$shard" | tr -c 'a-z0-9.\n' _)"
done

merge -q --json all.json -o all.fcov serial
cat >truth.py <<'END2'
# truth.py ALL NAME=REPORT...: of each outcome and function, ALL names just those tests whose own
# report has it covered.
import json, sys
def things(report):
    names, sets = report['contexts'], report['context_sets']
    for file in report['files']:
        for site in file['sites']:
            for outcome in site['outcomes']:
                place = [file['path'], site['line'], site['column'], site.get('macro', {}).get('line')]
                yield str(place + [outcome['name'], outcome.get('line')]), outcome
        for function in file['functions']:
            yield str([file['path'], function['name']]), function
def named(report, thing):
    if 'contexts' not in thing:
        return []
    return [report['contexts'][i] for i in report['context_sets'][thing['contexts']]]
every = json.load(open(sys.argv[1]))
truth = {}
for argument in sys.argv[2:]:
    name, path = argument.split('=', 1)
    for key, thing in things(json.load(open(path))):
        if thing['covered']:
            truth.setdefault(key, []).append(name)
for key, thing in things(every):
    assert named(every, thing) == sorted(truth.get(key, [])), (key, named(every, thing), truth.get(key))
counts = {len(names) for names in truth.values()}
assert len(counts) > 3, counts
END2
each_alone() {
  arguments=
  for test in first "second <b>" empty forks again/first z; do
    merge -q --json "alone.$(echo "$test" | tr -c 'a-z\n' _)" "apart/$test" || return 1
  done
  python3 truth.py all.json first=alone.first "second <b>=alone.second__b_" empty=alone.empty forks=alone.forks \
    again/first=alone.again_first z=alone.z
}
check "an outcome is covered by the tests that cover it alone, and by no other" each_alone
check "the tests have names, in their order" eval '
  [ "$(jq -c .contexts all.json)" = "[\"again/first\",\"empty\",\"first\",\"forks\",\"second <b>\",\"z\"]" ]'

documented() { # the query in the documentation
  sed -n "/^jq -r '. as/,/report.json$/p" "$ROOT/docs/usage.md" |
    sed 's|src/a.c|a.c|; s|== 42|== 8|; s|report.json|all.json|' >query.sh
  [ "$(sh query.sh | tr '\n' ,)" = "again/first,first,forks,second <b>,z," ]
}
check "jq finds the tests of a line as documented" documented

same_as_all() { jq -S 'del(.ledger)' "$1" >ours && jq -S 'del(.ledger)' all.json | diff - ours; }
check "a profile keeps what each test covers" eval 'report -q --json p.json all.fcov && same_as_all p.json'
check "so does one that carries its maps" eval '
  merge -q --embed-maps -o e.fcov serial && mkdir away && (cd away && report -q --root "$TMP" --json ../e.json ../e.fcov) &&
  same_as_all e.json'
pieces() { # every test a profile of its own, merged in another order
  for test in z forks "second <b>" none empty again/first first; do
    merge -q -o "$(echo "$test" | tr -c 'a-z\n' _).fcov" "apart/$test" || return 1
  done
  merge -q -o half.fcov z.fcov forks.fcov first.fcov &&
    merge -q -o pieces.fcov second__b_.fcov half.fcov none.fcov empty.fcov again_first.fcov z.fcov &&
    cmp all.fcov pieces.fcov
}
check "merging piece by piece gives the same bytes" pieces
check "and the same report" eval '
  report -q --json pieces.json z.fcov second__b_.fcov half.fcov none.fcov forks.fcov empty.fcov again_first.fcov &&
  same_as_all pieces.json'
halves() { # a test whose shards came to two profiles
  FASTCOV_DIR=half/a FASTCOV_CONTEXT=half ./a a
  FASTCOV_DIR=half/b FASTCOV_CONTEXT=half ./a b
  merge -q -o one.fcov half/a && merge -q -o two.fcov half/b && merge -q -o both.fcov half &&
    merge -q -o joined.fcov one.fcov two.fcov && cmp both.fcov joined.fcov && ! cmp -s one.fcov both.fcov
}
check "what a test covers in two profiles adds up" halves
parallel() {
  export FASTCOV_DIR=parallel
  for round in 1 2; do
    FASTCOV_CONTEXT=first ./a a & FASTCOV_CONTEXT="second <b>" ./a b -x & FASTCOV_CONTEXT=empty ./a '' &
    FASTCOV_CONTEXT=forks ./a fork z & FASTCOV_CONTEXT=again/first ./a a & FASTCOV_CONTEXT=z ./a z a b & ./a q &
  done
  wait
  merge -q -o parallel.fcov parallel && cmp all.fcov parallel.fcov
}
check "tests that ran in parallel, and twice, give the same bytes" parallel
pooled() {
  FASTCOV_POOL=1 FASTCOV_DIR=pools FASTCOV_CONTEXT=first ./a a && FASTCOV_POOL=1 FASTCOV_DIR=pools FASTCOV_CONTEXT=z ./a z a b &&
    merge -q -o pools.fcov pools && merge -q -o two.fcov first.fcov z.fcov && cmp two.fcov pools.fcov
}
check "pools keep tests apart" pooled

merge --show-missing serial >missing.txt
check "a condition that never went one way says how many tests reached it" \
  contains "^~~~~~~~ never true: 6 tests reached it" missing.txt
check "what one test reached is in the singular" eval '
  merge --show-missing apart/first | grep -q "never true: 1 test reached it"'
check "without contexts nothing is said" eval '! merge --show-missing apart/none | grep "reached it"'

check "none of it costs a profile without contexts a byte" eval '
  zstd -dcq none.fcov | head -c 12 | cmp - $(printf "FASTCOVP\001\0\0\0" >v1; echo v1)'
many() { # what 300 tests that do the same add to a profile
  for n in $(seq 300); do FASTCOV_DIR=many FASTCOV_CONTEXT="test number $n" ./a a b; done
  merge -q -o many.fcov many && [ "$(stat -c %s many.fcov)" -lt $(($(stat -c %s z.fcov) + 1500)) ]
}
check "300 tests that cover the same add less than 5 bytes each" many
finish
