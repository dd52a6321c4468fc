#!/bin/sh
# tests/fetch_sources.sh [DIR [PACKAGE...]]: programs that we test on and did not write, as Debian sources.
#
# Leaves DIR/lua, DIR/zlib and DIR/cjson (DIR: build/sources), as their authors released them: without
# Debian's patches, which give Lua another build system. Or DIR/PACKAGE of each source PACKAGE (lua5.4
# is always called lua); PACKAGE/RELEASE is that of a release. Does nothing where they are; several may run
# at a time. The system's own package lists stay as they are: the deb-src entries are derived from
# its deb entries and used from a directory of their own.
cd "$(dirname "$0")/.." || exit 1
dir=${1:-build/sources}
[ $# -eq 0 ] || shift
sources=${*:-lua5.4 zlib cjson}
[ -e "$dir/done" ] && exit 0
mkdir -p "$dir/apt/parts" "$dir/apt/lists/partial" "$dir/apt/cache/archives/partial" || exit 1
exec 9>"$dir/lock"
flock 9
[ -e "$dir/done" ] && exit 0

# Only this release's entries: others need not have sources.
release=$(. /etc/os-release && echo "$VERSION_CODENAME")
cat /dev/null /etc/apt/sources.list /etc/apt/sources.list.d/*.list 2>/dev/null |
  awk -v release="$release" '$1 == "deb" && index($0, " " release) {
    sub(/^deb /, "deb-src "); gsub(/arch=[^] ]*/, ""); sub(/\[ *\]/, ""); print }' \
    >"$dir/apt/parts/system.list"
# In the other format, entries are paragraphs.
for file in /etc/apt/sources.list.d/*.sources; do
  [ -e "$file" ] || continue
  sed '/^#/d' "$file"
  echo
done | awk -v release="$release" 'BEGIN { RS = ""; ORS = "\n\n" }
  /(^|\n)Enabled: *no/ { next }
  $0 ~ "(^|\n)Suites:[^\n]*" release {
    sub(/(^|\n)Types:[^\n]*/, "\nTypes: deb-src"); sub(/\nArchitectures:[^\n]*/, ""); sub(/^\n/, "")
    print }' >"$dir/apt/parts/system.sources"

apt="$PWD/$dir/apt"
case $dir in /*) apt=$dir/apt ;; esac
own_apt() {
  command="$1"
  shift
  apt-get -q -o APT::Sandbox::User=root -o Dir::Etc::sourcelist=/dev/null \
    -o Dir::Etc::sourceparts="$apt/parts" -o Dir::State::lists="$apt/lists" \
    -o Dir::Cache="$apt/cache" "$command" "$@"
}

log=$apt/log
cd "$dir" || exit 1
unpack() {
  for dsc in *.dsc; do
    # apt-get has checked every file against the archive's signed list.
    dpkg-source --no-check --skip-patches -x "$dsc" || return
  done
}
{ own_apt update && own_apt source --download-only $sources && unpack; } >"$log" 2>&1 || {
  cat "$log" >&2
  echo "tests/fetch_sources.sh: could not get the sources of $sources" >&2
  exit 1
}
for source in $sources; do
  source=${source%/*}
  ln -sfn "$source"-*/ "${source%5.4}" || exit 1
done
touch done
