// Initialisers: those of static storage are constants, those of automatic storage run.
static int a = 1 ? 2 : 3;
static int b = 1 && 0;
int array[sizeof(int) > 2 ? 3 : 4];
enum { E = 1 ? 5 : 6 };
struct bits {
  int x : sizeof(long) == 8 ? 3 : 4;
};
_Static_assert(1 && 1, "always");
static int f(int c) {
  static int s = 1 ? 7 : 8;
  int v = c ? 1 : 2; // [?: `c`: true- false+]
  int list[] = {c && 1, c ? 4 : 5, [3] = c > 7}; // [&& `c`: true- false+] [&& `1`: true(folded) false(folded)] [?: `c`: true- false+]
  struct bits z = {.x = c ? 1 : 0}; // [?: `c`: true- false+]
  return s + v + list[0] + list[1] + z.x + (int[]){c ? 1 : 2}[0]; // [?: `c`: true- false+]
}
int main(void) { return f(0) + a + b + array[0] + E - 16 - 7; }
