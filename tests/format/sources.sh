#!/bin/sh
# Sources: which are stale, how they are named, which are selected.
. tests/lib.sh
. tests/format/scene.sh

check "a source that is as it was compiled is fine" silent s.fcs
check "a source that is not here is fine" eval 'mv a.c away.c && silent s.fcs'
check "with -v, a source that is not here is mentioned" says 0 "a.c: not here to compare" -v s.fcs
size=$(stat -c %s away.c)
check "a source that grew is stale" eval '
  (cat away.c; echo) >a.c &&
  says 1 "a.c: changed since it was compiled ($size bytes then, $((size + 1)) now)" s.fcs'
check "a source of the same size with other content is stale" eval '
  tr x y <away.c >a.c && says 1 "a.c: changed since it was compiled ($size bytes, but others)" s.fcs'
check "a stale source is in the ledger, and reported all the same" eval '
  merge s.fcs --json - | jq -e ".ledger.stale == [\"a.c: changed since it was compiled ($size bytes, but others)\"]
    and .totals.branches.covered == 3"'
check "a stale source is no verdict" eval '
  says 1 "no verdict" s.fcs --fail-under-branch 0'
check "a stale source that nobody asks for is not looked at" silent s.fcs --exclude a.c
mv away.c a.c

shown() { # PATH ARGUMENT...: the file is shown as PATH
  path=$1
  shift
  merge --json - "$@" | jq -e --arg path "$path" '[.files[].path] == [$path]'
}
mkdir -p sub/dir
check "a path below the working directory is shown relative to it" shown a.c s.fcs
check "a path elsewhere is shown in full" eval '(cd sub && shown "$TMP/scene/a.c" ../s.fcs)'
check "--root moves the base" shown scene/a.c --root "$TMP" s.fcs
check "--root can be relative" shown scene/a.c --root .. s.fcs
check "--root / shows all but the slash" shown "${PWD#/}/a.c" --root / s.fcs
check "a symbolic link to the working directory is seen through" eval '
  ln -s "$PWD" "$TMP/link" && (cd "$TMP/link" && "$FIX" map l.map --directory "$TMP/link" &&
  "$FIX" image l.o l.map && "$FIX" shard l.fcs --map l.map=1 --image l.o --build-id "" && shown a.c l.fcs)'
"$FIX" map n.map --directory "$PWD/sub" --source .././sub//dir/../n.c
"$FIX" image n.o n.map
"$FIX" shard n.fcs --map n.map=$FLAGS --image n.o
check "paths are normalised" shown sub/n.c n.fcs

check "--include selects" shown sub/n.c --include 'sub/*' s.fcs n.fcs
check "--include matches slashes with its star" shown sub/n.c --include '*n.c' s.fcs n.fcs
check "--include matches absolute paths" shown sub/n.c --include "$PWD/sub/?.c" s.fcs n.fcs
check "--exclude leaves out" shown a.c --exclude 'sub/*' s.fcs n.fcs
check "--exclude wins over --include" shown a.c --include '*.c' --exclude '*/n.c' s.fcs n.fcs
check "several patterns add up" eval '
  merge --json - --include a.c --include "*/n.c" s.fcs n.fcs | jq -e "[.files[].path] == [\"a.c\", \"sub/n.c\"]"'
check "nothing selected is no data, not 0 per cent" eval '
  silent --include nothing s.fcs && contains "TOTAL       0/0  -    0/0  -        0/0  -" stdout.txt &&
  merge --include nothing s.fcs --json - | jq -e ".totals.branches.percent == null"'

# A byte that is no UTF-8 is not ours to refuse.
check "a path that is no UTF-8 makes valid JSON" eval '
  "$FIX" map u.map --directory "$PWD" --source "$(printf "\377.c")" && "$FIX" image u.o u.map &&
  "$FIX" shard u.fcs --map u.map=1 --image u.o && shown "$(printf "\357\277\275.c")" u.fcs'
finish
