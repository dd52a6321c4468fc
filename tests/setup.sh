#!/bin/sh
# tests/setup.sh [--install] NEED...: see to it that the Debian packages are there.
#
# NEED is build, test, demo, bench, bench-processes, bench-sharing, bench-reports, oracle or suites. Without --install,
# missing packages are named with the exact command that installs them, and the status is 1. With
# --install they are installed (as root, or through sudo); where that cannot be, the same message
# follows.
# Environment: LLVM, the clang to build for.
: "${LLVM:?is the major version of the clang to build for}"

install=no
packages=
for need; do
  build="make gcc g++ clang-$LLVM libclang-$LLVM-dev llvm-$LLVM-dev
    lld-$LLVM libdw-dev libelf-dev libzstd-dev libcjson-dev libmd-dev"
  programs="dpkg-dev cmake python3 patch libgtest-dev libgmock-dev libbenchmark-dev googletest"
  judge="clang-22 llvm-22 libclang-rt-22-dev" # see tests/oracle/oracle.sh
  case $need in
    --install) install=yes ;;
    build) packages="$packages $build" ;;
    # The programs that we did not write, and what compares our numbers with theirs.
    oracle) packages="$packages $build $judge $programs" ;;
    suites) packages="$packages $build libclang-rt-$LLVM-dev $programs" ;;
    demo) packages="$packages $build cmake" ;;
    bench-reports) packages="$packages $build libclang-rt-$LLVM-dev dpkg-dev python3 tcl lcov gcovr" ;;
    bench | bench-processes | bench-sharing) packages="$packages $build libclang-rt-$LLVM-dev dpkg-dev python3 tcl valgrind strace" ;;
    test)
      packages="$packages $build $judge dpkg-dev cmake python3 libclang-rt-$LLVM-dev
        llvm-$LLVM mold binutils zstd strace jq ninja-build csmith libcsmith-dev pkg-config groff-base valgrind
        clang-format-14 chromium fonts-dejavu-core nodejs
        cmark-gfm lcov python3-jsonschema libxml2-utils diff-cover git
        musl-tools python3-dev python3-pytest python3-pytest-xdist meson automake
        libc6-dev-arm64-cross gcc-aarch64-linux-gnu qemu-user libc6-dev-i386 lib32gcc-12-dev ltrace btrfs-progs"
      # Node's own packages bring npm along; Debian's do not.
      command -v npm >/dev/null || packages="$packages npm" ;;
    *) echo "tests/setup.sh: no such need: $need" >&2; exit 1 ;;
  esac
done

if ! command -v dpkg-query >/dev/null; then
  echo "tests/setup.sh: no Debian packages on this system; needed, by Debian's names:" $packages >&2
  exit 0
fi

# Sets missing to those of the packages that are not installed.
find_missing() {
  missing=
  installed=$(dpkg-query -W -f '${db:Status-Status} ${Package}\n' | sed -n 's/^installed //p')
  for package in $(printf '%s\n' $packages | sort -u); do
    printf '%s\n' "$installed" | grep -qxF -e "$package" || missing="$missing $package"
  done
}

find_missing
[ -n "$missing" ] || exit 0

command="apt-get install -y -o DPkg::Lock::Timeout=300 --no-install-recommends$missing"
if [ $install = yes ]; then
  as_root=
  if [ "$(id -u)" -ne 0 ]; then
    if sudo -n true 2>/dev/null || [ -t 0 ]; then as_root=sudo; else as_root=false; fi
  fi
  echo "installing:$missing"
  DEBIAN_FRONTEND=noninteractive
  export DEBIAN_FRONTEND
  # The package lists are brought up to date only where they do not do.
  if ! $as_root $command -q && [ "$as_root" != false ]; then
    $as_root apt-get update -q && $as_root $command -q
  fi
  find_missing
  [ -n "$missing" ] || exit 0
fi
{
  echo "fastcov needs packages that are not installed. As root:"
  echo "    apt-get install -y --no-install-recommends$missing"
  echo "(after \`apt-get update\` where the package lists are old; \`make setup\` does both)"
} >&2
exit 1
