// Conditions that are spelled in a macro's arguments, also nested and through #.
#define ID(x) x
#define PAIR(x, y) x, y
#define MAX(a, b) ((a) > (b) ? (a) : (b))
#define DO(...) do { __VA_ARGS__; } while (0)
static int add(int a, int b) { return a + b; }
static int f(int a, int b) {
  int r = ID(a ? 1 : 2); // [?: `ID(a ? 1 : 2)` in 2:15 from 8:14: true+ false-]
  r += add(PAIR(a && b, a || b)); // [&& `PAIR(a && b, a || b)` in 3:20 from 9:17: true+ false-] [&& `PAIR(a && b, a || b)` in 3:20 from 9:22: true- false+] [|| `PAIR(a && b, a || b)` in 3:23 from 9:25: true+ false-] [|| `PAIR(a && b, a || b)` in 3:23 from 9:30: true- false-]
  r += MAX(a, b); // [?: `MAX(a, b)` in 4:20: true+ false-]
  r += MAX(MAX(a, b), 3); // [?: `MAX(MAX(a, b), 3)` in 4:20: true- false+] [?: `MAX(MAX(a, b), 3)` in 4:21 from 4:20: true+ false-] [?: `MAX(MAX(a, b), 3)` in 4:33 from 4:20: true- false-]
  DO(if (a) r++; if (b) r++); // [if `DO(if (a) r++; if (b) r++)` in 5:22 from 12:10: true+ false-] [if `DO(if (a) r++; if (b) r++)` in 5:22 from 12:22: true- false+] [do `DO(if (a) r++; if (b) r++)` in 5:44: true(folded) false(folded)]
  ID(ID(if (a)) r++;) // [if `ID(ID(if (a)) r++;)` in 2:15 from 13:13: true+ false-]
  return r;
}
int main(void) { return f(2, 0) - 9; }
