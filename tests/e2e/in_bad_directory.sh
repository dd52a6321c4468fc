#!/bin/sh
# in_bad_directory.sh KIND DIR COMMAND...: run the command while DIR is `read-only` or `full`, even for
# root. To be called in a mount namespace of its own.
kind=$1 dir=$2
shift 2
case $kind in
  read-only) mount -t tmpfs -o ro none "$dir" ;;
  full) mount -t tmpfs -o size=4k none "$dir" && head -c 4096 /dev/zero >"$dir/full" ;;
esac && exec "$@"
