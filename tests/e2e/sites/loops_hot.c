// Loops that an optimiser turns inside out: unswitching, vectorising, idioms, full unrolling.
#include <string.h>
static int sum_if(const int *a, int n, int limit) {
  int s = 0;
  for (int i = 0; i < n; i++) // [for `i < n`: true+ false+]
    s += a[i] > limit ? a[i] : -1; // [?: `a[i] > limit`: true- false+]
  return s;
}
static int unswitch(const int *a, int n, int flag) {
  int s = 0;
  for (int i = 0; i < n; i++) { // [for `i < n`: true+ false+]
    if (flag) // [if `flag`: true+ false-]
      s += a[i];
    else
      s -= a[i];
  }
  return s;
}
static void clear(char *p, int n) {
  for (int i = 0; i < n; i++) // [for `i < n`: true+ false+]
    p[i] = 0;
}
static int count(const char *s) {
  int n = 0;
  while (*s) // [while `*s`: true+ false+]
    if (*s++ == 'a') // [if `*s++ == 'a'`: true- false+]
      n++;
  return n;
}
static int unrolled(const int *a) {
  for (int i = 0; i < 4; i++) // [for `i < 4`: true+ false+]
    if (a[i] == 100) // [if `a[i] == 100`: true- false+]
      return i;
  return -1;
}
int main(void) {
  int a[100];
  char b[50];
  for (int i = 0; i < 100; i++) // [for `i < 100`: true+ false+]
    a[i] = i;
  clear(b, 50);
  memset(b, 'b', 5);
  return sum_if(a, 100, 200) + unswitch(a, 100, 1) + count(b) + unrolled(a) + 101 - 4950;
}
