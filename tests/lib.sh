# What every test script sources first:
#
#   #!/bin/sh
#   . tests/lib.sh
#   check "a shard without a header is refused" merge_fails "$TMP/empty.fcs"
#   finish
#
# Scripts are tests/SUITE/NAME.sh and start in the repository's root. They find here:
#   BUILD   absolute path of the build directory (default: build)
#   LLVM    major version of the clang that the plugin is for
#   ROOT    absolute path of the repository
#   TMP     a fresh scratch directory, removed at the end
# FASTCOV_DIR is $TMP/shards unless a script says otherwise, so that no test leaves shards behind.
#
# Each check is one fact and prints one line: `ok - title`, `not ok - title` (then the command's
# output, indented) or `skip - title: reason`. tests/run counts these lines. A script that stops
# before it says `finish`, or that has checked nothing, has failed.

ROOT=$PWD
[ -f "$ROOT/tests/lib.sh" ] || { echo "tests run from the repository's root" >&2; exit 1; }
BUILD=${BUILD:-build}
case $BUILD in /*) ;; *) BUILD=$ROOT/$BUILD ;; esac
if [ -z "$LLVM" ]; then
  for LLVM in 22 19 14; do
    if command -v "clang-$LLVM" >/dev/null; then break; fi
  done
fi
TMP=$(mktemp -d "${TMPDIR:-/tmp}/fastcov-test.XXXXXX") || exit 1
FASTCOV_DIR=$TMP/shards
unset FASTCOV_CONTEXT FASTCOV_POOL FASTCOV_ERROR_FILE
LC_ALL=C
export BUILD LLVM ROOT TMP FASTCOV_DIR LC_ALL

lib_checks=0
lib_failures=0
lib_finished=no
trap lib_end EXIT
trap 'exit 1' HUP INT TERM

# Runs at the script's end, however it comes.
lib_end() {
  lib_status=$?
  trap - EXIT
  chmod -R u+rwx "$TMP" 2>/dev/null
  rm -rf "$TMP"
  if [ $lib_finished = no ]; then
    echo "not ok - $0 comes to its end (it stopped with status $lib_status)"
    exit 1
  fi
  [ $lib_failures -eq 0 ]
  exit
}

# eventually COMMAND...: true as soon as the command is, which is tried for a minute.
eventually() {
  for _ in $(seq 600); do
    ! "$@" >/dev/null 2>&1 || return 0
    sleep 0.1
  done
  "$@"
}

# finish: the last line of a script.
finish() {
  if [ $lib_checks -eq 0 ]; then
    echo "not ok - $0 checks something"
    lib_failures=1
  fi
  lib_finished=yes
  [ $lib_failures -eq 0 ]
  exit
}

pass() {
  lib_checks=$((lib_checks + 1))
  echo "ok - $1"
}

# fail TITLE [FILE]: FILE holds what the reader needs to see.
fail() {
  lib_checks=$((lib_checks + 1))
  lib_failures=$((lib_failures + 1))
  echo "not ok - $1"
  if [ -n "$2" ]; then head -c 20000 "$2" | head -n 200 | sed 's/^/    /'; fi
}

# skip TITLE REASON: only for what this machine cannot do.
skip() {
  lib_checks=$((lib_checks + 1))
  echo "skip - $1: $2"
}

# check TITLE COMMAND...: the command, which may be a function of the script, returns 0. It runs in
# a subshell: its cd and exit stay its own. (As in any condition, `set -e` has no effect in it.)
check() {
  lib_title=$1
  shift
  if ("$@") >"$TMP/.output" 2>&1 </dev/null; then
    pass "$lib_title"
  else
    echo "status $? of: $*" >>"$TMP/.output"
    fail "$lib_title" "$TMP/.output"
  fi
}

# check_not TITLE COMMAND...: the command returns 1. (Not just anything: a crash is no refusal.)
check_not() {
  lib_title=$1
  shift
  check_status 1 "$lib_title" "$@"
}

# check_status N TITLE COMMAND...: the command returns N.
check_status() {
  lib_wanted=$1
  lib_title=$2
  shift 2
  lib_got=0
  ("$@") >"$TMP/.output" 2>&1 </dev/null || lib_got=$?
  if [ "$lib_got" -eq "$lib_wanted" ]; then
    pass "$lib_title"
  else
    echo "status $lib_got, not $lib_wanted, of: $*" >>"$TMP/.output"
    fail "$lib_title" "$TMP/.output"
  fi
}

# check_output TITLE EXPECTED COMMAND...: the command returns 0 and prints EXPECTED on stdout
# (newlines at the end do not matter).
check_output() {
  lib_title=$1
  lib_wanted=$2
  shift 2
  lib_got=0
  ("$@") >"$TMP/.stdout" 2>"$TMP/.output" </dev/null || lib_got=$?
  if [ "$lib_got" -eq 0 ] && [ "$(cat "$TMP/.stdout")" = "$lib_wanted" ]; then
    pass "$lib_title"
  else
    {
      echo "status $lib_got of: $*"
      echo "expected:"
      printf '%s\n' "$lib_wanted"
      echo "printed:"
      cat "$TMP/.stdout"
    } >>"$TMP/.output"
    fail "$lib_title" "$TMP/.output"
  fi
}

# ---- The tools under test -----------------------------------------------------------------------
# fastcov_cc, fastcov_cxx: compile with coverage. plain_cc, plain_cxx: the same clang without.
fastcov_cc() { "clang-$LLVM" -fplugin="$BUILD/fastcov.so" "$@"; }
fastcov_cxx() { "clang++-$LLVM" -fplugin="$BUILD/fastcov.so" "$@"; }
plain_cc() { "clang-$LLVM" "$@"; }
plain_cxx() { "clang++-$LLVM" "$@"; }

merge() { "$BUILD/fastcov-merge" "$@"; }

# contains TEXT FILE: FILE has TEXT in one of its lines.
contains() {
  grep -F -e "$1" "$2" >/dev/null || {
    echo "no \"$1\" in:"
    cat "$2"
    return 1
  }
}
