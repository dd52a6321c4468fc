#!/bin/sh
# slow: pytest-xdist, ctest, prove, automake and meson run tests in parallel, as docs/usage.md says. The
# merged profile is the same, byte for byte, as that of a serial run, and contexts bear the tests' names.
. tests/lib.sh
. tests/e2e/e2e_lib.sh

CC="clang-$LLVM -fplugin=$BUILD/fastcov.so"
export CC
mkdir "$TMP/work" && cp "$BUILD/libfastcov.so" "$TMP/libfastcov.so.0" && cd "$TMP/work" || exit 1
LD_LIBRARY_PATH=$TMP
export LD_LIBRARY_PATH

# profile FILE COMMAND...: what the command leaves behind, merged.
profile() {
  profile_to=$1
  shift
  fresh_shards
  "$@" >"$TMP/log" 2>&1 || { cat "$TMP/log"; return 1; }
  merge -q -o "$profile_to" || { cat "$TMP/log"; return 1; }
}
# contexts FILE: their names, one a line.
contexts() { merge -q -v --json /dev/null "$1" 2>&1 | sed -n 's/^fastcov-merge: context //p'; }

# Debian's python3 has Debian's packages.
PYTHON=/usr/bin/python3

# ---- pytest-xdist --------------------------------------------------------------------------------
cat >sorting.c <<'END'
#include <Python.h>
static PyObject *classify(PyObject *self, PyObject *number) {
  long n = PyLong_AsLong(number);
  (void)self;
  if (n < 0)
    return PyErr_Occurred() ? NULL : PyUnicode_FromString("negative");
  switch (n % 7) {
    case 0: return PyUnicode_FromString("zero");
    case 1: case 2: return PyUnicode_FromString("low");
    case 3: return PyUnicode_FromString(n > 50 ? "high three" : "three");
    default: return PyUnicode_FromString("other");
  }
}
static PyMethodDef methods[] = {{"classify", classify, METH_O, NULL}, {NULL, NULL, 0, NULL}};
static struct PyModuleDef module = {PyModuleDef_HEAD_INIT, "sorting", NULL, -1, methods, NULL, NULL, NULL, NULL};
PyMODINIT_FUNC PyInit_sorting(void) { return PyModule_Create(&module); }
END
cat >test_sorting.py <<'END'
import pytest
import sorting

@pytest.mark.parametrize("n", range(-3, 60, 4))
def test_kinds(n):
    assert isinstance(sorting.classify(n), str)

def test_refusal():
    with pytest.raises(TypeError):
        sorting.classify("x")
END
sed -n '/^```python$/,/^```$/p' "$ROOT/docs/usage.md" | sed '/^```/d' >conftest.py
if $PYTHON -c 'import pytest, xdist, sysconfig, os; assert os.path.exists(sysconfig.get_path("include") + "/Python.h")' 2>/dev/null; then
  $CC -O2 -w -fPIC -shared $(/usr/bin/python3-config --includes) sorting.c -o "sorting$(/usr/bin/python3-config --extension-suffix)" || exit 1
  py() { $PYTHON -m pytest -q -p no:cacheprovider "$@"; }
  check "pytest runs a C extension serially" profile serial.fcov py
  for n in 2 8; do
    check "pytest -n $n merges to the same bytes" eval 'profile n.fcov py -n '$n' && cmp serial.fcov n.fcov'
  done
  check "with pools likewise" eval '
    FASTCOV_POOL=1 profile n.fcov py -n 4 && cmp serial.fcov n.fcov && ls "$FASTCOV_DIR" | grep -q ^pool'
  tests_named() {
    { $PYTHON -m pytest -q --collect-only | grep ::; } | sort >names && contexts serial.fcov | sort | diff names - &&
      [ "$(wc -l <names)" -eq 17 ]
  }
  check "its contexts are the tests" tests_named
  each_its_own() { # the test of one number has only that number's outcomes
    fresh_shards
    py -n 2 >"$TMP/log" 2>&1 || return
    for shard in "$FASTCOV_DIR"/*.fcs; do
      merge -q --json one.json "$shard" 2>/dev/null || return
      merge -q -v "$shard" 2>&1 | grep -q 'context .*test_refusal' || continue
      jq -e '[.files[].sites[] | select(.kind == "switch") | .outcomes[] | .covered] | any | not' one.json
      return
    done
    return 1
  }
  check "a test's context has what that test ran and no more" each_its_own
else
  skip "pytest-xdist drives an instrumented extension" "no pytest-xdist or Python.h"
fi

# ---- Tests that are processes --------------------------------------------------------------------
cat >classes.c <<'END'
#include <stdio.h>
#include <stdlib.h>
int main(int count, char **words) {
  int n = count > 1 ? atoi(words[1]) : 0;
  printf("1..1\nok 1\n");
  if (n % 2)
    return n > 5 ? 0 : n < 0;
  return n > 100;
}
END
tests=$(seq 1 12)
# parallel RUNNER PREFIX SERIAL PARALLEL: both commands leave the same, and the contexts are the tests.
parallel() {
  parallel_prefix=$2
  profile serial.fcov sh -c "$3" && profile parallel.fcov sh -c "$4" && cmp serial.fcov parallel.fcov &&
    contexts parallel.fcov | sort >got && for n in $tests; do echo "$parallel_prefix$n"; done | sort | diff - got
}
runner() { check "$1 in parallel merges to the same bytes, with contexts that bear the tests' names" parallel "$@"; }

mkdir ctest && cp classes.c ctest && cat >ctest/CMakeLists.txt <<'END'
cmake_minimum_required(VERSION 3.20)
project(classes C)
enable_testing()
add_executable(classes classes.c)
foreach(n RANGE 1 12)
  add_test(NAME t${n} COMMAND classes ${n})
  set_tests_properties(t${n} PROPERTIES ENVIRONMENT FASTCOV_CONTEXT=t${n})
endforeach()
END
cmake -S ctest -B ctest/build -DCMAKE_C_COMPILER="clang-$LLVM" -DCMAKE_C_FLAGS="-fplugin=$BUILD/fastcov.so" >log 2>&1 &&
  cmake --build ctest/build >>log 2>&1 || { cat log; exit 1; }
runner ctest t "cd ctest/build && ctest" "cd ctest/build && ctest -j 8"

mkdir t && $CC classes.c -o classes && for n in $tests; do printf '#!/bin/sh\nexec ./classes %s\n' $n >t/$n && chmod +x t/$n; done
printf '#!/bin/sh\n%s\n' 'FASTCOV_CONTEXT=$1 exec "$@"' >with-context && chmod +x with-context
runner prove t/ "prove -e ./with-context t/*" "prove -j 8 -e ./with-context t/*"

if command -v automake >/dev/null; then
  mkdir am && cp classes.c am && cp -R t am && cat >am/configure.ac <<'END'
AC_INIT([classes], [1])
AM_INIT_AUTOMAKE([foreign])
AC_PROG_CC
AC_CONFIG_FILES([Makefile])
AC_OUTPUT
END
  {
    echo 'check_PROGRAMS = classes'
    echo 'classes_SOURCES = classes.c'
    echo "LOG_COMPILER = sh -c 'FASTCOV_CONTEXT=\$\$0 exec \$\$0'"
    echo 'TESTS ='
    for n in $tests; do echo "TESTS += t/$n"; done
  } >am/Makefile.am
  (cd am && autoreconf -i && ./configure && make check) >log 2>&1 || { cat log; exit 1; }
  runner "make check" ./t/ "cd am && make check" "cd am && make -j 8 check"
else
  skip "make check in parallel" "no automake"
fi

if command -v meson >/dev/null; then
  mkdir meson && cp classes.c meson && cat >meson/meson.build <<'END'
project('classes', 'c')
program = executable('classes', 'classes.c')
foreach n : ['1', '2', '3', '4', '5', '6', '7', '8', '9', '10', '11', '12']
  test('t' + n, program, args: [n], env: {'FASTCOV_CONTEXT': 't' + n})
endforeach
END
  (meson setup meson/build meson && ninja -C meson/build) >log 2>&1 || { cat log; exit 1; }
  runner "meson test" t "cd meson/build && meson test --num-processes 1" "cd meson/build && meson test --num-processes 8"
else
  skip "meson test in parallel" "no meson"
fi

finish
