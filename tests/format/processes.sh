#!/bin/sh
# How many processes left these shards?
. tests/lib.sh
. tests/format/scene.sh

counts() { # SHARDS PROCESSES PATH...
  shards=$1
  processes=$2
  shift 2
  merge --json - "$@" | jq -e --argjson s "$shards" --argjson p "$processes" \
    '.ledger.shards == $s and .ledger.processes == $p or (.ledger | error("\(.)"))'
}
shard() { # NAME ARGUMENT...
  out=$1
  shift
  "$FIX" shard "$out" --map a.map=$FLAGS --build-id auto "$@"
}
cp prog lib
shard p1.fcs --image prog --pid 1 --start 1
shard l1.fcs --image lib --pid 1 --start 2
shard p2.fcs --image prog --pid 2
shard h1.fcs --image prog --pid 1 --start 1 --host other
shard again.fcs --image prog --pid 1 --start 99
shard context.fcs --image prog --pid 1 --start 3 --context second

check "a process is one process" counts 1 1 p1.fcs
check "two images of a process are one process" counts 2 1 p1.fcs l1.fcs
check "two contexts of a process are one process" counts 2 1 p1.fcs context.fcs
check "another number is another process" counts 2 2 p1.fcs p2.fcs
check "the same number on another host is another process" counts 2 2 p1.fcs h1.fcs
check "a number that was used again is another process" counts 3 2 p1.fcs l1.fcs again.fcs
check "a shard that is read twice is one process" counts 2 1 p1.fcs p1.fcs
"$FIX" shards many --count 5000 --pids 3000 --map a.map --flags 7 --image prog
check "5,000 processes with 3,000 numbers are 5,000" counts 5000 5000 many

quick() { # the machine may be busy: it takes a tenth of this
  start=$(date +%s%N)
  merge -q -o p.fcov many && ms=$((($(date +%s%N) - start) / 1000000)) && echo $ms && [ $ms -lt 2000 ]
}
check "5,000 shards are merged in less than 2 seconds" quick
little() { # five times the shards, at most a megabyte more: a path and 24 bytes each
  "$FIX" shards few --count 1000 --map a.map --flags 7 --image prog
  for n in few many; do
    python3 - "$BUILD/fastcov-merge" $n <<'END' >>memory.txt
import resource, subprocess, sys
subprocess.run([sys.argv[1], '-q', '-o', 'p.fcov', sys.argv[2]], check=True)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
END
  done
  cat memory.txt
  [ $(($(tail -1 memory.txt) - $(head -1 memory.txt))) -lt 1500 ]
}
check "memory grows with units, not with shards" little
finish
