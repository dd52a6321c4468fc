#!/bin/sh
# --diff: reports and gates of what a change adds, with the numbers of diff-cover.
. tests/lib.sh
. tests/format/scene.sh
# s.fcs: of a.c, line 4's condition was never false, 10 to 13 and g (18 to 20) did not run.

diff_of() { # LINES...: a diff that says these lines of a.c are new
  printf '%s\n' 'diff --git a/a.c b/a.c' '--- a/a.c' '+++ b/a.c'
  for line; do printf '@@ -%s,0 +%s @@ int f(int x) {\n+%s\n' $((line - 1)) "$line" "$(sed -n "${line}p" a.c)"; done
}
totals() { # OPTION...
  merge s.fcs "$@" --json report.json -q 2>stderr.txt || { cat stderr.txt; return 1; }
  jq -r '.totals | [.branches, .lines, .functions] | map("\(.covered)/\(.count)") | join(" ")' report.json
}

diff_of 4 5 >x.diff
check_output "without it, everything counts" "3/5 8/13 1/2" totals
check_output "with it, what the added lines hold" "1/2 2/2 0/0" totals --diff x.diff
check_output "from the standard input, too" "1/2 2/2 0/0" eval 'merge s.fcs --diff - --json report.json -q <x.diff; jq -r ".totals | [.branches, .lines, .functions] | map(\"\\(.covered)/\\(.count)\") | join(\" \")" report.json'
check_output "the report says what it was cut down to" "x.diff" eval 'totals --diff x.diff >/dev/null && jq -r ".ledger.diff[0]" report.json'
diff_of 9 >x.diff
check_output "of a switch that was there the label that is new" "case RED" eval 'totals --diff x.diff >/dev/null; jq -r "[.files[].sites[].outcomes[].name] | join(\" \")" report.json'
diff_of 6 >x.diff
check_output "of a switch that is new all labels" "1/2 1/1 0/0" totals --diff x.diff
diff_of 1 >x.diff
check_output "a condition in a macro whose definition is new" "1/1 0/0 0/0" totals --diff x.diff
diff_of 18 19 20 >x.diff
check_output "a function that is new" "0/0 0/3 0/1" totals --diff x.diff
: >x.diff
check_output "a change of nothing is nothing" "0/0 0/0 0/0" totals --diff x.diff
printf '%s\n' 'diff --git a/a.c b/a.c' 'old mode 100644' 'new mode 100755' >x.diff
check_output "nor is one without lines" "0/0 0/0 0/0" totals --diff x.diff
diff_of 4 | sed 's, [ab]/, ,' >x.diff
check_output "paths may be without git's letters" "1/2 1/1 0/0" totals --diff x.diff
diff_of 4 | sed 's,^+++ .*,+++ "b/\\141.\\143"\t2026-01-01,' >x.diff
check_output "and in quotes, and with a time" "1/2 1/1 0/0" totals --diff x.diff
mkdir sub
check_output "and below a root elsewhere" "1/2 1/1 0/0" eval 'cd sub; totals() { merge ../s.fcs --root .. --diff ../x.diff --json - ; }; totals | jq -r ".totals | [.branches, .lines, .functions] | map(\"\\(.covered)/\\(.count)\") | join(\" \")"'

diff_of 4 5 >x.diff
check "a gate judges the change alone" eval '
  says 0 "" s.fcs --diff x.diff --fail-under-line 100 && says 2 "line coverage 61.54 % is below 100 %" s.fcs --fail-under-line 100 &&
  says 2 "branch coverage 50.00 % is below 51 %" s.fcs --diff x.diff --fail-under-branch 51 &&
  contains "a.c:4:7: if: false never taken" stderr.txt && ! grep "a.c:11" stderr.txt'
check "a change without code meets every gate, and the report says why" eval '
  : >none.diff; says 0 "nothing to judge: the change adds no branch coverage" s.fcs --diff none.diff --fail-under-branch 100'
printf '%s\n' '--- /dev/null' '+++ b/new.c' '@@ -0,0 +1 @@' '+int new;' '--- /dev/null' '+++ b/new.md' '@@ -0,0 +1 @@' '+x' \
  '--- a/gone.c' '+++ /dev/null' '@@ -1 +0,0 @@' '-int gone;' >new.diff
check "a changed source that nothing measured is no verdict" eval '
  says 1 "new.c: changed, but nothing measured it" s.fcs --diff new.diff --fail-under-line 1 &&
  [ $(grep -c "nothing measured" stderr.txt) = 1 ] && says 0 "new.c: changed" s.fcs --diff new.diff'
check "unless it is excluded" says 0 "" s.fcs --diff new.diff --exclude new.c --fail-under-line 1
check "it does not go with --compare" says 1 "--diff and --compare do not go together" s.fcs --diff x.diff --compare s.fcs

refused() { # MESSAGE TEXT
  printf '%b' "$2" >x.diff
  says 1 "x.diff: $1" s.fcs --diff x.diff
}
head='--- a/a.c\n+++ b/a.c\n'
check "refused: no diff" refused "line 1: this is no unified diff" 'rubbish\n'
check "refused: a hunk of no file" refused "line 1: a hunk of no file" '@@ -1 +1 @@\n'
check "refused: a bad hunk" refused "line 3: this is no '@@ -LINE,COUNT +LINE,COUNT @@'" "$head@@ -1 @@\n"
check "refused: a huge line" refused "line 3: this is no '@@ -LINE,COUNT +LINE,COUNT @@'" "$head@@ -1 +99999999999 @@\n"
check "refused: a hunk that ends early" refused "line 4: the diff ends inside of a hunk" "$head@@ -1,2 +1,2 @@\n x\n"
check "refused: too few lines" refused "line 5: a hunk has fewer lines than it says" "$head@@ -1,2 +1,2 @@\n x\ndiff --git\n"
check "refused: too many lines" refused "line 5: a hunk has more lines than it says" "$head@@ -1,1 +1,2 @@\n x\n x\n"
check "refused: a combined diff" refused "line 2: a combined diff; make it against one parent" 'diff --cc a.c\n@@@ -1 -1 +1 @@@\n'
check "refused: no path" refused "line 2: +++ without a path" '--- a\n+++ \n'
check "refused: a diff that is not there" says 1 "none.diff2: " s.fcs --diff none.diff2

# ---- diff-cover ---------------------------------------------------------------------------------
if ! command -v diff-cover >/dev/null || ! command -v git >/dev/null; then
  skip "the numbers are diff-cover's" "no diff-cover or git here"
  finish
fi
mkdir repo && cd repo && git init -q . && git config user.email a@b && git config user.name a
cat >p.c <<'END'
int old(int x) {
  if (x)
    return 1;
  return 2;
}
int main(int count, char **arguments) {
  return old(count) > 3;
}
END
git add p.c && git commit -qm one && git branch base
cat >p.c <<'END'
int added(int x)
{
  int sum = 0;
  for (int i = 0; i < x; i++)
    if (i & 1)
      sum += i;
    else
      sum -= i;
  if (x > 100) {
    sum++;
    sum *= 2;
  }
  return sum;
}
int old(int x) {
  if (x)
    return 1;
  return 2;
}
int main(int count, char **arguments) {
  if (count > 1)
    return added(3);
  return old(count) + added(1) > 3;
}
END
cat >q.c <<'END'
int q(int x) {
  return x ? 1 : 2;
}
END
git add . && git commit -qm two
as_diff_cover() {
  rm -rf "$FASTCOV_DIR"
  fastcov_cc p.c q.c -o p && ./p && merge --cobertura c.xml -q &&
    diff-cover c.xml --compare-branch base --json-report dc.json >dc.txt 2>&1 || { cat dc.txt; return 1; }
  git diff base...HEAD | merge --diff - --json ours.json -q &&
    jq -r '"\(.total_num_lines) \(.total_num_violations)"' dc.json >theirs &&
    jq -r '.totals.lines | "\(.count) \(.count - .covered)"' ours.json | diff theirs - && cat theirs &&
    [ "$(jq -r '[.files[].path] | join(" ")' ours.json)" = "p.c q.c" ] &&
    [ "$(cut -d' ' -f2 theirs)" -gt 2 ]
}
check "the numbers are diff-cover's" as_diff_cover
gate_as_diff_cover() {
  percent=$(jq .total_percent_covered dc.json)
  git diff base...HEAD >x.diff
  diff-cover c.xml --compare-branch base --fail-under $percent && merge --diff x.diff -q --fail-under-line $percent &&
    ! diff-cover c.xml --compare-branch base --fail-under $((percent + 1)) && {
    merge --diff x.diff -q --fail-under-line $((percent + 1))
    [ $? = 2 ]
  }
}
check "so is the gate" gate_as_diff_cover
finish
