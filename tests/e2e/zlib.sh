#!/bin/sh
# slow: zlib with and without coverage.
. tests/lib.sh
. tests/e2e/e2e_lib.sh
. tests/e2e/program_lib.sh
check_program zlib
finish
