#!/bin/sh
# The same input gives the same bytes, in every format that --help names.
. tests/lib.sh
. tests/reports/project.sh
./prog && ./prog

formats=$(merge --help | sed -n '/^Reports in other formats/,/^$/s/^ *--\([a-z-]*\) FILE .*/\1/p')
# written DIRECTORY ARGUMENT...: all formats into the directory.
written() {
  mkdir "$1" && to=$1 && shift || return 1
  set -- "$@" --html "$to/html"
  for format in $formats; do set -- "$@" "--$format" "$to/$format"; done
  merge -q "$@"
}
check "there are formats" [ "$(echo "$formats" | wc -l)" -gt 8 ]
twice() {
  written one && sleep 1 && mkdir elsewhere && cp "$FASTCOV_DIR"/*.fcs elsewhere &&
    written two $(ls -r elsewhere/*.fcs) && diff -r one two
}
check "the same shards in another order, a second later, make the same bytes" twice
check "through a profile, too, but for the numbers of shards" eval '
  merge -q -o p.fcov && written three p.fcov && rm -r one/html* three/html* one/json three/json && diff -r one three'
check "SOURCE_DATE_EPOCH is a date for all that bear one" eval '
  SOURCE_DATE_EPOCH=86400 && export SOURCE_DATE_EPOCH && written dated && grep -l "1970-01-02\|\"86400000\"" dated/* | wc -l | grep -x 3'
check "no data at all make well-formed reports" eval '
  written none --include nothing && for json in none/*json none/coveralls none/gitlab; do jq -e . "$json" >/dev/null || exit 1; done
  for xml in none/cobertura none/sonarqube none/badge; do xmllint --noout --nonet "$xml" || exit 1; done'
finish
