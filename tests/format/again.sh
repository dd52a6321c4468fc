#!/bin/sh
# Reporting again: from a profile that carries its maps, where nothing else is, and compared with an
# earlier one.
. tests/lib.sh
. tests/e2e/e2e_lib.sh
report() { "$BUILD/fastcov-report" "$@"; }

mkdir "$TMP/build" "$TMP/away"
cd "$TMP/build" || exit 1
cat >a.c <<'END'
#define POSITIVE(x) ((x) > 0)
static int sign(int x) {
  if (POSITIVE(x))
    return 1;
  return x < 0 ? -1 : 0;
}
static int never(int x) { return x ? 1 : 2; }
int main(int argc, char **argv) {
  (void)argv;
  switch (argc) {
  case 1:
    return sign(1) - 1;
  case 2:
    return sign(0);
  }
  return argc > 9 ? never(argc) : 0;
}
END
fastcov_cc -O1 -g a.c -o a && FASTCOV_DIR=one ./a && FASTCOV_DIR=two ./a x || exit 1

check "a profile with maps is written" merge -q --embed-maps -o one.fcov one
check "and another" merge -q --embed-maps -o two.fcov two
check "without --embed-maps there are none" eval '
  merge -q -o bare.fcov one && [ "$(stat -c %s bare.fcov)" -lt "$(stat -c %s one.fcov)" ]'
check "writing it twice gives the same bytes" eval 'merge -q --embed-maps -o again.fcov one && cmp one.fcov again.fcov'
check "so does writing what was read from it" eval 'merge -q -o again.fcov one.fcov && cmp one.fcov again.fcov'
check "maps are merged like all else" eval '
  merge -q --embed-maps -o both.fcov one two && merge -q -o merged.fcov two.fcov one.fcov && cmp both.fcov merged.fcov'
merge --json all.json one two >all.txt

cp one.fcov two.fcov both.fcov bare.fcov "$TMP/away"
mv "$TMP/build" "$TMP/gone"
cd "$TMP/away" || exit 1
check "the report is the same without images and sources" eval '
  report --root "$TMP/build" --json all.json both.fcov >all.txt &&
  jq "del(.ledger)" all.json >ours && jq "del(.ledger)" "$TMP/gone/all.json" | diff - ours'
check "HTML, too, says that sources are missing" eval '
  report -q --html pages both.fcov && grep -l "source is not here" pages/files/a.c.*.html'
check_not "without maps there is no verdict" report -q --html pages bare.fcov
# bent AT: both.fcov with the byte AT of its first map, from the map's magic on, turned over.
bent() {
  zstd -dcq both.fcov >raw && map=$(grep -abo FASTCOVM raw | head -n 1 | cut -d: -f1) &&
    "$ROOT/tests/format/fixtures.py" poke raw $((map + $1)) flip &&
    zstd -qf --content-size --check raw -o bent.fcov && ! report bent.fcov 2>said && contains "bent.fcov: a map in it" said
}
for at in 16 24 39 40 80; do # the size, the unit id, what is packed
  check "a map whose byte $at is another is not believed" bent $at
done

check "fastcov-report wants a profile" eval '! report 2>said && contains "fastcov-report: which profile?" said'
check "and writes none" eval '! report -o x.fcov one.fcov 2>said && contains "written by fastcov-merge" said && [ ! -e x.fcov ]'
check "it knows its name" eval 'report --version | grep -Ex "fastcov-report [0-9.]+"'

report --compare one.fcov --root "$TMP/build" two.fcov >compared.txt
check "what was lost is named" contains "a.c:11:3: switch: case 1 taken before, not now" compared.txt
check "with the numbers before and now" eval '
  grep -qx "a.c  branches 18.18 (2/11) -> 27.27 (3/11)" compared.txt &&
  grep -qx "TOTAL  branches 18.18 (2/11) -> 27.27 (3/11)" compared.txt'
check "and how many were lost and gained" contains "2 outcomes lost, 3 gained" compared.txt
check "nothing changed is said, too" eval '
  report --compare one.fcov one.fcov >same.txt && contains "TOTAL  as before" same.txt &&
  contains "0 outcomes lost, 0 gained" same.txt'
check_not "what cannot be compared with is no verdict" report --compare gone.fcov one.fcov

mkdir "$TMP/build" && cd "$TMP/build" || exit 1
{ echo "// a line more"; sed 's/never(int x) {/never(int x) { if (x > 5) x = 1;/' "$TMP/gone/a.c"; } >a.c
fastcov_cc -O1 -g a.c -o a && FASTCOV_DIR=three ./a x || exit 1
merge --compare "$TMP/away/one.fcov" three >moved.txt
check "lines that moved are no loss, and no gain" eval '
  contains "a.c:12:3: switch: case 1 taken before, not now" moved.txt &&
  contains "2 outcomes lost, 3 gained; 2 sites in functions that are new or changed" moved.txt'
echo "// and another" >>a.c
changed() {
  ! merge -q --html pages three 2>said && contains "may be out of place: this file changed since it was compiled" \
    "$(ls pages/files/a.c.*.html)" && contains "Stale or missing: 1" pages/index.html
}
check "pages say that a source changed since" changed
finish
