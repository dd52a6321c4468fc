#!/bin/sh
# A short fuzz of the readers. FUZZ_SECONDS=600 tests/run tests/fuzz/readers.sh makes it a long one,
# FUZZ_SEED=... repeats one that failed.
. tests/lib.sh
. tests/format/scene.sh
SECONDS_EACH=${FUZZ_SECONDS:-10}
SEED=${FUZZ_SEED:-$(date +%s)}

# The corpus: small files of each kind, since a flip in a large one mostly hits what nobody reads.
"$FIX" map b.map --directory "$PWD" --salt 1
"$FIX" big big.map --directory "$PWD" --sites 3
"$FIX" shard t.fcs --map b.map=1001110 --map a.map=1010000 --image prog --page 64 --context c
"$FIX" shard o.fcs --map b.map=1001110 --image prog --page 64 --state OPEN
"$FIX" shard small.fcs --map a.map=$FLAGS --image prog --page 64
merge -q -o p.fcov t.fcs small.fcs
cat a.map big.map >two.map
"$FIX" image a.o a.map
cp a.o a_name_longer_than_sixteen.o
ar rcsT thin.a a.o a_name_longer_than_sixteen.o
cat >lcov.info <<'END'
TN:
SF:/src/a.c
FN:3,f
FN:9,12,g
FNDA:2,f
FNDA:0,g
FNL:0,3,7
FNA:0,5,_Z1fIdE
BRDA:4,0,0,7
BRDA:4,e1,a < b,-
DA:3,2,iJ9tbp/2JBhNGWWzFAMDhA
DA:9,1.5e+30
end_of_record
END
cat >llvm.json <<'END'
{"data":[{"files":[{"filename":"/src/a.c","segments":[[1,1,2,true,true,false],[2,3,0,true,true,false],[5,3,0,false,false,false]],
"branches":[[1,7,1,8,2,0,0,0,4],[3,1,3,8,0,0,0,0,4]],
"expansions":[{"branches":[[1,7,1,8,2,0,1,0,4]],"filenames":["/src/a.c","/src/a.h"],"source_region":[2,1,2,2,0,0,0,1]}],
"summary":{"branches":{"count":2}}}],
"functions":[{"name":"a.c:f","count":2,"filenames":["/src/a.c"],"regions":[[1,1,5,1,2,0,0,0]]}]}],
"type":"llvm.coverage.json.export","version":"2.0.1"}
END
cat >x.diff <<'END'
--- a/a.c	2026-01-01
+++ "b/\141.c"
@@ -3,2 +3,3 @@ int f(void)
 x
-y
+y1
+y2
\ No newline at end of file
@@ -9 +10 @@
-z
+z1
END

sources=$(cd "$ROOT" && ls merge-tool/*.c report/*.c | grep -v fastcov_merge.c)
built() {
  cd "$ROOT" && ${CC:-cc} -std=c11 -D_GNU_SOURCE -O1 -g -fsanitize=address,undefined \
    -fno-sanitize-recover=all -Iruntime -Imerge-tool -Ireport -o "$TMP/readers" \
    tests/fuzz/readers.c $sources -ldw -lelf -lzstd -lcjson -lmd
}
check "the fuzzer compiles with the sanitizers" built
fuzzed() {
  "$TMP/readers" "$SECONDS_EACH" "$SEED" t.fcs o.fcs small.fcs p.fcov a.map big.map two.map thin.a lcov.info llvm.json x.diff
}
check "no mutated file makes a reader crash, leak or read what is not there (seed $SEED)" fuzzed
finish
