// case and switch from macros.
#define CASE(n) case n: return n
#define ON(x) switch (x)
static int f(int a) {
  ON(a) { // [switch `ON(a)` in 3:23 from 5:6: case 1+ case 2- default+]
    CASE(1);
    CASE(2);
  default:
    return 0;
  }
}
static int g(int a) {
  switch (a) { // [switch `a`: case 7- case 8+ default-]
    CASE(7);
    CASE(8);
  }
  return 1;
}
int main(void) { return f(1) + f(5) + g(8) - 9; }
