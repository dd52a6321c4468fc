#!/bin/sh
# tests/html/setup.sh: what drives the browser in pages.sh, from npm, into BUILD/browser.
#
# Where npm cannot install it, this says so, and the tests say that they were skipped.
cd "$(dirname "$0")" || exit 1
browser=${BUILD:?is the build directory}/browser
mkdir -p "$browser" && cp package.json package-lock.json "$browser" && cd "$browser" || exit 1
npm ci --ignore-scripts --no-audit --no-fund >npm.log 2>&1 || {
  cat npm.log >&2
  echo "tests/html/setup.sh: npm could not install what drives the browser: its tests will be skipped" >&2
}
