# The scene of the format tests, sourced after tests/lib.sh: a scratch directory to stand in, with a
# source a.c, its map a.map, an executable prog that holds the map, and a shard s.fcs of it. See
# fixtures.py for what the source's flags mean.
FIX=$ROOT/tests/format/fixtures.py
FLAGS=1101001
mkdir "$TMP/scene" && cd "$TMP/scene" || exit 1
"$FIX" map a.map --directory "$PWD" --write-source
"$FIX" image prog a.map
"$FIX" shard s.fcs --map a.map=$FLAGS --image prog --build-id auto --pid 7 --context test/one

# says STATUS TEXT ARGUMENT...: fastcov-merge returns STATUS and has TEXT in a line of its stderr.
says() {
  says_status=$1
  says_text=$2
  shift 2
  merge "$@" >stdout.txt 2>stderr.txt
  says_got=$?
  [ $says_got -eq "$says_status" ] || {
    echo "status $says_got, not $says_status; stderr:"
    cat stderr.txt
    return 1
  }
  [ -z "$says_text" ] || contains "fastcov-merge: $says_text" stderr.txt
}

# silent ARGUMENT...: fastcov-merge returns 0 and says nothing on stderr.
silent() {
  says 0 '' "$@" && {
    [ ! -s stderr.txt ] || {
      cat stderr.txt
      return 1
    }
  }
}
