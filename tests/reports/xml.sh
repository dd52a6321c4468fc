#!/bin/sh
# Cobertura and SonarQube, against the DTD and the schema that they publish.
. tests/lib.sh
. tests/reports/project.sh
merge -q --cobertura c.xml --sonarqube s.xml

# number XPATH FILE: what it comes to, a whole number.
number() { xmllint --nonet --xpath "$1" "$2"; }
same() { [ "$1" = "$2" ] || { echo "$1, not $2"; false; }; }

check "Cobertura's DTD holds" xmllint --noout --nonet --dtdvalid "$ROOT/tests/reports/coverage-04.dtd" c.xml
check "the totals are ours" eval '
  same "$(number "concat(/coverage/@branches-covered, \" of \", /coverage/@branches-valid)" c.xml)" "$branches" &&
  same "$(number "concat(/coverage/@lines-covered, \" of \", /coverage/@lines-valid)" c.xml)" "$lines"'
cobertura_lines() {
  same "$(number 'count(//class/lines/line)' c.xml)" "${lines#* of }" &&
    same "$(number 'count(//class/lines/line[@hits=1])' c.xml)" "${lines% of *}" &&
    same "$(number 'count(//method[lines/line/@hits=1])' c.xml)" "${functions% of *}" &&
    same "$(number 'count(//method)' c.xml)" "${functions#* of }"
}
check "so are those of the lines and methods in it" cobertura_lines
cobertura_branches() {
  python3 - "$branches" <<'END'
import re, sys, xml.etree.ElementTree as tree
sums = [0, 0]
for line in tree.parse('c.xml').iterfind('.//class/lines/line[@branch="true"]'):
    percent, covered, count = re.fullmatch(r'(\d+)% \((\d+)/(\d+)\)', line.get('condition-coverage')).groups()
    assert (percent == '100') == (covered == count) and (percent == '0') == (covered == '0'), line.attrib
    sums[0] += int(covered)
    sums[1] += int(count)
assert '%d of %d' % tuple(sums) == sys.argv[1], sums
END
}
check "and those of the branches" cobertura_branches
check "a rate of nothing is 1, and says that there is nothing" eval '
  same "$(number "string(//class[@name=\"plain.c\"]/@branch-rate)" c.xml)" 1.0000'
check "paths are below the source" eval 'cd "$(number "string(//source)" c.xml)" && ls src/main.cpp lib/odd.h'
check "the date is that of SOURCE_DATE_EPOCH, or none" eval '
  same "$(number "string(/*/@timestamp)" c.xml)" 0 && SOURCE_DATE_EPOCH=1700000000 merge -q --cobertura d.xml &&
  same "$(number "string(/*/@timestamp)" d.xml)" 1700000000000'
diff_cover() { # all lines are new
  git init -q . && git add alone.c && git -c user.name=x -c user.email=x@x commit -qm x && git branch -q base &&
    git add lib src && git -c user.name=x -c user.email=x@x commit -qm y &&
    diff-cover c.xml --compare-branch base --json-report d.json >d.txt 2>&1 || { cat d.txt; return 1; }
  jq -e '.src_stats["lib/odd.h"].percent_covered == 100' d.json
}
check "comments say what is left out, and why" eval '
  for file in c.xml s.xml; do
    number "//comment()[contains(., \"lib/left.c:6-7: lines left out: marked\")]" $file || return 1
  done'
check "diff-cover finds what it asks for" diff_cover

check "SonarQube's schema holds" xmllint --noout --nonet --schema "$ROOT/tests/reports/sonar-generic-coverage.xsd" s.xml
sonar() {
  same "$(number 'count(//lineToCover[@covered="true"])' s.xml) of $(number 'count(//lineToCover)' s.xml)" "$lines" &&
    same "$(number 'sum(//@coveredBranches)' s.xml) of $(number 'sum(//@branchesToCover)' s.xml)" "$branches"
}
check "its lines and branches are ours" sonar
check "a hostile path comes through, but for what XML and UTF-8 have not" eval '
  for file in "s.xml //file/@path" "c.xml //class/@filename"; do
    number "string(${file#* }[contains(., \"|f\")])" ${file% *} >path.txt
    printf "src/=a, \"b\" <c>&d:e%%0A|f\n\t\357\277\275\357\277\275\`g\`::.c\n" | cmp - path.txt || return 1
  done'
finish
