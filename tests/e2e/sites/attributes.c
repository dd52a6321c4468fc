// __builtin_expect, likely macros, attributes on statements.
#define likely(x) __builtin_expect(!!(x), 1)
#define unlikely(x) (__builtin_expect((x) != 0, 0))
static int f(int a) {
  int r = 0;
  if (likely(a)) // [if `likely(a)` in 2:19: true+ false+]
    r++;
  if (unlikely(a > 5) || likely(a == 0)) // [if `unlikely(a > 5)` in 3:21: true- false+] [if `likely(a == 0)` in 2:19: true+ false+]
    r++;
  if (__builtin_expect(a, 1)) // [if `__builtin_expect(a, 1)`: true+ false+]
    r++;
  return r;
}
int main(void) { return f(0) + f(1) - 3; }
