// Types that functions do not take as one value.
static int big(__int128 a) {
  switch (a) { // [switch `a`: case 1- case (__int128)1 << 100+ default+]
  case 1:
    return 1;
  case (__int128)1 << 100:
    return 2;
  default:
    return 3;
  }
}
static int range(unsigned __int128 a) {
  switch (a) { // [switch `a`: case 5 ... 5000+ default+]
  case 5 ... 5000:
    return 1;
  }
  return 0;
}
static int bits(unsigned _BitInt(37) a) {
  switch (a) { // [switch `a`: case 1- case 2+ default-]
  case 1:
    return 1;
  case 2:
    return 2;
  }
  return 3;
}
int main(void) {
  return big((__int128)1 << 100) != 2 || big(7) != 3 || range(4000) != 1 || // [|| `big((__int128)1 << 100) != 2`: true- false+] [|| `big(7) != 3`: true- false+] [|| `range(4000) != 1`: true- false+]
         range(-1) != 0 || bits(2) != 2; // [|| `range(-1) != 0`: true- false+] [|| `bits(2) != 2`: true- false+]
}
