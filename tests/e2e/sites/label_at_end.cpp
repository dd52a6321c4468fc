// flags: -std=c++2b
// since: 19
// Labels at the end of a compound statement.
static int f(int a) {
  if (a > 1) { // [if `a > 1`: true+ false+]
    goto end;
  end:
  }
  for (int i = 0; i < 2; ++i) { // [for `i < 2`: true+ false+]
    if (i == a) // [if `i == a`: true+ false+]
      goto next;
    a += 2;
  next:
  }
  return a;
}
int main() { return f(0) + f(2) - 8; }
