// Variable length arrays: their size expressions run.
static int f(int n, int m) {
  int a[n ? n : 1]; // [?: `n`: true+ false+]
  char b[n > 2 && m ? 5 : 6]; // [?: `n > 2`: true+ false+] [?: `m`: true- false+]
  a[0] = (int)sizeof(b);
  int (*p)[m ? 2 : 3] = 0;
  return a[0] + (int)sizeof(*p) + (int)(sizeof(a) / sizeof(a[0]));
}
static int g(int n, int a[n > 1 ? n : 1]) { return a[0]; }
int main(void) {
  int one[1] = {1};
  return f(0, 1) + f(3, 0) + g(1, one) - 37;
}
