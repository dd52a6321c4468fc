#!/bin/sh
# tests/bench/amalgamation.sh SOURCES DIR: SQLite, which comes in pieces, as one file DIR/sqlite3.c.
# SQLite's own makefile puts the pieces together.
[ -e "$2/sqlite3.c" ] && exit 0
mkdir -p "$2" && sources=$(realpath "$1") && cd "$2" || exit 1
("$sources/configure" && make -j1 sqlite3.c) >amalgamation.log 2>&1 ||
  { cat amalgamation.log; echo "SQLite could not be put together"; exit 1; }
