#!/bin/sh
# However a process ends, the outcomes that ran before are in the report.
. tests/lib.sh
. tests/e2e/e2e_lib.sh
ulimit -c 0

fastcov_cc -O2 -pthread tests/e2e/program/main.c tests/e2e/program/part.c -o "$TMP/program" || exit 1

# ends TITLE STATUS SITE OUTCOME STEP...: the steps end with that status; the sites' outcome is on
# record, and so is all that ran before.
ends() {
  ends_title=$1
  shift
  check "$ends_title" ends_so "$@"
}
ends_so() {
  ends_status=$1 ends_site=$2 ends_outcome=$3
  shift 3
  fresh_shards
  status=0
  "$TMP/program" "$@" || status=$?
  [ "$status" -eq "$ends_status" ] || { echo "status $status"; return 1; }
  merge -q --json "$TMP/report.json" || return
  [ "$(outcome "$TMP/report.json" tests/e2e/program/main.c "$ends_site" "$ends_outcome")" = true ] &&
    [ "$(outcome "$TMP/report.json" tests/e2e/program/part.c "i < a" false)" = true ] &&
    [ "$(outcome "$TMP/report.json" tests/e2e/program/main.c '"fork"' false)" = true ]
}

ends "outcomes before exit are reported" 6 '"exit"' true compute exit
ends "outcomes before _exit are reported" 7 '"_exit"' true compute _exit
ends "outcomes before abort are reported" 134 '"abort"' true compute abort
ends "outcomes before SIGKILL are reported" 137 '"kill"' true compute kill
ends "outcomes before a null dereference are reported" 139 '"null"' true compute null
ends "outcomes before exec are reported" 0 '"exec"' true compute exec /bin/true
ends "outcomes before and after exec are reported" 6 '"exit"' true \
  compute exec "$TMP/program" threads exit

fork_both() {
  fresh_shards
  "$TMP/program" fork && merge -q --json "$TMP/report.json" || return
  # Only the parent's part_compute(1) has no second round, only the child's reaches a case.
  [ "$(outcome "$TMP/report.json" tests/e2e/program/main.c 'child == 0' true)" = true ] &&
    [ "$(outcome "$TMP/report.json" tests/e2e/program/main.c 'child == 0' false)" = true ] &&
    [ "$(outcome "$TMP/report.json" tests/e2e/program/part.c 'i % 2' true)" = true ] &&
    [ "$(outcome "$TMP/report.json" tests/e2e/program/main.c 'status == 0' true)" = true ]
}
check "what parent and child of a fork did is reported" fork_both

nothing_more() {
  fresh_shards
  "$TMP/program" _exit
  merge -q --json "$TMP/report.json" &&
    [ "$(outcome "$TMP/report.json" tests/e2e/program/part.c 'i < a' true)" = false ] &&
    [ "$(outcome "$TMP/report.json" tests/e2e/program/main.c '"exit"' true)" = false ]
}
check "what did not run is not reported as run" nothing_more

in_a_chroot() {
  mkdir -p "$TMP/jail/shards" && rm -f "$TMP"/jail/shards/* &&
    fastcov_cc -O2 -static -pthread tests/e2e/program/main.c tests/e2e/program/part.c \
      -o "$TMP/jail/program" || return
  FASTCOV_DIR=/shards $chroot "$TMP/jail" /program compute _exit
  [ $? -eq 7 ] && [ "$(ls "$TMP/jail")" = "program
shards" ] && merge -q --object "$TMP/jail/program" --json "$TMP/report.json" "$TMP/jail/shards" &&
    [ "$(outcome "$TMP/report.json" tests/e2e/program/main.c '"_exit"' true)" = true ]
}
if [ "$(id -u)" -eq 0 ]; then chroot=chroot; else chroot="unshare -r chroot"; fi
if $chroot / true 2>/dev/null; then
  check "a program alone in a chroot records there" in_a_chroot
else
  skip "a program alone in a chroot records there" "not permitted here"
fi

finish
