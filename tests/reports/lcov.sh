#!/bin/sh
# LCOV, as lcov and genhtml 1.16 read it.
. tests/lib.sh
. tests/reports/project.sh

merge -q --lcov plain.info && merge -q --checksum --lcov all.info
printed() { grep -E "$1.*\($2 " summary.txt || { cat summary.txt; false; }; }
summary() {
  lcov --rc lcov_branch_coverage=1 --summary all.info >summary.txt 2>&1 || { cat summary.txt; return 1; }
  printed lines "$lines" && printed functions "$functions" && printed branches "$branches"
}
check "lcov finds the totals that we have" summary
added() { # it counts anew from the single records
  lcov -q --rc lcov_branch_coverage=1 -a all.info -a all.info -o twice.info &&
    for word in LF LH FNF FNH BRF BRH; do
      [ "$(sed -n "s/^$word://p" twice.info | sort)" = "$(sed -n "s/^$word://p" all.info | sort)" ] || return 1
    done
}
check "lcov counts as many lines, functions and branches in each file" added
figures() { sed -n 's/.*class="headerCovTableEntry">\([0-9]*\).*/\1/p' pages/index.html | tr '\n' ' '; }
pages() {
  lcov -q --checksum --rc lcov_branch_coverage=1 -r all.info "*|f*" -o known.info &&
    genhtml -q --rc genhtml_charset=UTF-8 --branch-coverage -o pages known.info >genhtml.txt 2>&1 || { cat genhtml.txt; return 1; }
  wanted=$(for figure in lines functions branches; do
    jq -r "[.files[] | select(.path | contains(\"|f\") | not) | .totals.$figure] |
      (map(.covered) | add), (map(.count) | add)" truth.json
  done | tr '\n' ' ')
  [ "$(figures)" = "$wanted" ] || { echo "$(figures), not $wanted"; false; }
}
check "genhtml finds the sources and counts the same" pages
check "genhtml sees a source that is not the one whose checksums are there" eval '
  cp lib/odd.h odd.bak; sed -i "s/return x > n/return x>n/" lib/odd.h
  ! genhtml -q -o changed known.info >changed.txt 2>&1; mv odd.bak lib/odd.h; contains "checksum mismatch" changed.txt'
check "without --checksum there is none" eval '! grep -E "^DA:[0-9]+,[01],." plain.info'
check "functions that share a name are told apart by their places" eval '
  [ -z "$(sed -n "s/^FN:[0-9]*,//p" all.info | sort | uniq -d)" ]'
check "a comma in a name is a semicolon" grep -x "FNDA:0,list::operator;" all.info
check "a branch of what was never come to is a dash" grep -xE "BRDA:15,[0-9]+,0,-" all.info
check "comments say what is left out, and why" grep -x "# lib/left.c:6-7: lines left out: marked" all.info
check "each record is a line, whatever the path" eval '
  ! grep -avE "^(TN:|SF:/.*|(FN|FNDA):[0-9]+,[^,]+|(FNF|FNH|BRF|BRH|LF|LH):[0-9]+|BRDA:[0-9]+,[0-9]+,[0-9]+,[01-]|DA:[0-9]+,[01](,[A-Za-z0-9+/]{22})?|# .*left out: .*|end_of_record)$" all.info'
finish
