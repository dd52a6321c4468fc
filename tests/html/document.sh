#!/bin/sh
# tests/html/document.sh: bring the transcript in docs/usage.md and docs/screenshots up to date.
# Environment: BUILD, LLVM.
cd "$(dirname "$0")/../.." || exit 1
. tests/html/example.sh
case $BUILD in /*) ;; *) BUILD=$PWD/$BUILD ;; esac
example=$BUILD/example
rm -rf "$example"
example_make "$example" || exit 1

{
  sed '/^<!-- transcript/q' docs/usage.md
  echo '```'
  example_transcript "$example"
  echo '```'
  sed -n '/^<!-- end/,$p' docs/usage.md
} >"$BUILD/usage.md" && cp "$BUILD/usage.md" docs/usage.md

[ -d "$BUILD/browser/node_modules" ] || tests/html/setup.sh
mkdir -p docs/screenshots
(cd "$example" && "$BUILD/fastcov-merge" -q --html pages shards) &&
  PLAYWRIGHT=$BUILD/browser/node_modules CHROMIUM=$(command -v chromium) \
    node tests/html/screenshots.mjs "$example/pages" docs/screenshots
