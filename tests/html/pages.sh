#!/bin/sh
# The HTML report in headless Chromium: pages.mjs has the checks. What clang makes of the sources is
# not the question here, so one version's run is enough.
# slow
. tests/lib.sh
. tests/html/example.sh

browser=$(command -v chromium || command -v chromium-browser || command -v google-chrome)
modules=$BUILD/browser/node_modules
if [ "$LLVM" != 22 ]; then
  skip "the HTML pages in a browser" "they do not depend on clang; make LLVM=22 test opens them"
  finish
elif [ -z "$browser" ] || [ ! -d "$modules/playwright-core" ] || [ ! -d "$modules/axe-core" ]; then
  skip "the HTML pages in a browser" "no chromium, or no playwright-core and axe-core: make setup test"
  finish
fi

check "the example runs" example_make "$TMP/example"
hostile() {
  tests/html/hostile.py "$TMP/hostile" && cd "$TMP/hostile" &&
    fastcov_cc -O1 -w -o hostile -- *.c && FASTCOV_DIR=$TMP/hostile/shards \
    FASTCOV_CONTEXT=$(printf '<img src=x onerror=hacked=1>"&'"'"'\342\200\256') ./hostile && rm gone.c
}
check "the hostile sources run" hostile

# report DIR: the report on DIR as pages, as one page and as JSON.
report() {
  (cd "$1" && merge -q --html pages --html-single one.html --json report.json shards)
}
check "the example is reported" report "$TMP/example"
nothing() { cd "$TMP/example" && mkdir none && ! merge -q --html nothing none; }
check "nothing is reported" nothing
check "the hostile sources are reported" report "$TMP/hostile"

PLAYWRIGHT=$modules AXE=$modules/axe-core/axe.min.js CHROMIUM=$browser \
  timeout 300 node tests/html/pages.mjs "$TMP/example" "$TMP/hostile" >"$TMP/facts" 2>"$TMP/errors"
status=$?
errors=$TMP/errors # all of them are shown once, below the first
while IFS= read -r line; do
  case $line in
    "ok - "*) pass "${line#ok - }" ;;
    "not ok - "*) fail "${line#not ok - }" $errors; errors= ;;
  esac
done <"$TMP/facts"
[ $status -eq 0 ] || fail "the browser comes to its end" $errors

again() {
  cp -R "$TMP/example/pages" "$TMP/before" && cp "$TMP/example/one.html" "$TMP/before.html" &&
    report "$TMP/example" && diff -r "$TMP/before" "$TMP/example/pages" &&
    cmp "$TMP/before.html" "$TMP/example/one.html"
}
check "the same input gives the same bytes" again
dated() {
  cd "$TMP/example" && SOURCE_DATE_EPOCH=1000000000 merge -q --html-single dated.html shards &&
    contains "2001-09-09 01:46 UTC" dated.html
}
check "the date is SOURCE_DATE_EPOCH's" dated
finish
