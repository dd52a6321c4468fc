# What the tests of the report's formats report on, sourced after tests/lib.sh: a scratch directory to stand in, with a C++
# program whose functions share names and whose sources lie in several folders, one of them with a name that formats have to
# spell, one without branches, one that nothing runs and one that leaves parts out, and its shards. truth.json is its report in our JSON.
mkdir "$TMP/project" && cd "$TMP/project" || exit 1
HOSTILE=$(printf 'src/=a, "b" <c>&d:e%%0A|f\n\t\001\377`g`::.c')
mkdir src lib
cat >lib/odd.h <<'END'
template <class T, class U> int pick(T a, U b, int n) {
  auto more = [&](int x) { return x > n ? 1 : 0; };
  auto less = [&](int x) { return x < n || x == 7; };
  return more((int)a) + less((int)b);
}
END
cat >"$HOSTILE" <<'END'
int odd(int x) {
  if (x & 1)
    return 1;
  return 0;
}
END
cat >src/main.cpp <<'END'
#include "../lib/odd.h"
extern "C" int odd(int x), plain(void);
static int colour(int x) {
  switch (x) {
  case 1:
  case 2:
    return 1;
  default:
    return 0;
  }
}
#define CHECK(x) do { if (!(x)) return 1; } while (0)
int never(int a, int b) {
  while (1)
    if (a && b)
      return 2;
}
int main(int argc, char **argv) {
  CHECK(argc > 0);
  while (argc > 5)
    argc--;
  return pick(1, 2.5, argc) + pick(1L, 'c', argc) + colour(argc) + odd(argc) + plain() == 99;
}
struct list {
  int sum;
  list &operator,(int x) {
    sum += x;
    return *this;
  }
};
END
printf 'int plain(void) {\n  return 3;\n}\n' >lib/plain.c
cat >lib/left.c <<'END'
int left(int x) {
  if (x) // LCOV_EXCL_LINE by the user
    return 1;
  return 2;
}
int left_out(int x) { // LCOV_EXCL_START
  return x ? 1 : 2;
} // LCOV_EXCL_STOP
END
printf 'int alone(int x) {\n  return x ? 1 : 2;\n}\n' >alone.c
{
  fastcov_cxx -c -o main.o src/main.cpp && fastcov_cc -c -o odd.o "$HOSTILE" && fastcov_cc -c -o plain.o lib/plain.c && fastcov_cc -c -o left.o lib/left.c &&
    fastcov_cc -c -o alone.o alone.c && plain_cxx -o prog main.o odd.o plain.o alone.o left.o && ./prog && merge -q --json truth.json
} >build.log 2>&1 || fail "the project is built and reported" build.log

# truth FILTER: what jq has to say of the report in JSON.
truth() { jq -r "$1" truth.json; }
branches=$(truth '.totals.branches | "\(.covered) of \(.count)"')
lines=$(truth '.totals.lines | "\(.covered) of \(.count)"')
functions=$(truth '.totals.functions | "\(.covered) of \(.count)"')
