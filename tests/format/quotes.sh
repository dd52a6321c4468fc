#!/bin/sh
# The text report quotes what is missed: with marks in the right place, and nothing that a terminal
# would obey.
. tests/lib.sh
cd "$TMP" || exit 1

long=$(printf '%0300d' 0)
{
  printf 'int main(int c, char **v) {\n  (void)v;\n'
  printf '\t/* \033[31m \342\200\256 \377 \302\205 \007 \303\251 */ if (c > 9) return 1;\n'
  printf '  /* %s */ if (c > 8) return 2; /* %s */\n' "$long" "$long"
  printf '  return c > 1 &&\n    c < 3;\n}\n'
} >hostile.c
fastcov_cc -O1 hostile.c -o hostile && ./hostile >/dev/null

merge --show-missing >shown.txt
check "a quotation has no control, invisible or invalid characters" eval '
  ! LC_ALL=C grep -P "[\x00-\x08\x0b-\x1f\x7f]|\xe2\x80\xae|\xc2\x85|\xff" shown.txt'
check "the marks stand below the condition, whatever is before it" eval '
  contains "    3 |  /* ?[31m ? ? ? ? é */ if (c > 9) return 1;" shown.txt &&
  contains "      |                            ^~~~~ never true" shown.txt'
check "a long line is cut around the condition" eval '
  grep -E "^    4 \| 0+ \*/ if \(c > 8\) return 2; /\* 0+$" shown.txt &&
  ! grep -E "^.{209}" shown.txt'
marks_stand() { # each mark is below the first letter of its condition
  grep -A 1 "c > 8" shown.txt | awk '
    NR == 1 { where = index($0, "c > 8") }
    NR == 2 { exit index($0, "^") != where }'
}
check "and the marks stand where it is" marks_stand
check "a condition that was not reached is said to be so" eval '
  contains "      |     ^~~~~ never reached" shown.txt'
check "without the source there is no quotation" eval '
  mv hostile.c away.c && merge --show-missing >bare.txt && ! grep "|" bare.txt && contains "hostile.c:3:" bare.txt'
finish
