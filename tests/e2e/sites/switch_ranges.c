// GNU ranges, small and larger than 64 values, and negative ones.
static int f(long long a) {
  switch (a) { // [switch `a`: case 0 ... 9+ case 10 ... 1000000+ case -5 ... -1+ case 'a' + 2000000 ... 3000000- default+]
  case 0 ... 9:
    return 1;
  case 10 ... 1000000:
    return 2;
  case -5 ... -1:
    return 3;
  case 'a' + 2000000 ... 3000000:
    return 4;
  }
  return 0;
}
int main(void) { return f(5) + f(500000) + f(-3) + f(9000000) - 6; }
