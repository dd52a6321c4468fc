#!/bin/sh
# llvm_export.sh RAW_DIR OUT_DIR BINARY...: what llvm-cov has to say of each binary.
#
# Each binary is exported with the counts of its own processes alone: in one profile for all, equal
# functions of different binaries (every test's main) would share their counts. The raw profiles say
# which binary they are of by its build-id. Writes OUT_DIR/N.json, N.lcov and N.show.
# Environment: JUDGE, the version of llvm-cov.
set -e
raw=$1 out=$2
shift 2
mkdir -p "$out"
for file in "$raw"/*.profraw; do
  [ -e "$file" ] || continue
  id=$("llvm-profdata-$JUDGE" show --binary-ids "$file" | sed -n '/^Binary IDs/,$p' | sed -n 2p)
  echo "$id $file"
done >"$out/raw"
number=0
for binary; do
  number=$((number + 1))
  id=$(readelf -n "$binary" | sed -n 's/.*Build ID: //p')
  files=$(sed -n "s/^$id //p" "$out/raw")
  if [ -n "$id" ] && [ -n "$files" ]; then
    "llvm-profdata-$JUDGE" merge $files -o "$out/$number.profdata"
    profile="-instr-profile=$out/$number.profdata"
  else
    profile=-empty-profile
  fi
  "llvm-cov-$JUDGE" export "$binary" "$profile" >"$out/$number.json"
  "llvm-cov-$JUDGE" export -format=lcov "$binary" "$profile" >"$out/$number.lcov"
  "llvm-cov-$JUDGE" show -show-branches=count "$binary" "$profile" >"$out/$number.show"
done
