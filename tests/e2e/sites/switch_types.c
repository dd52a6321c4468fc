// Conditions of every integer type.
enum colour { RED, GREEN, BLUE };
static int f(long long a, _Bool b, enum colour c, unsigned char d, unsigned e) {
  int r = 0;
  switch (a) { // [switch `a`: case 0x100000000+ case -0x7fffffffffffffff - 1- default+]
  case 0x100000000:
    r++;
    break;
  case -0x7fffffffffffffff - 1:
    r += 2;
  }
  switch (b) { // [switch `b`: case 0+ case 1+ default-]
  case 0:
    r++;
    break;
  case 1:
    r += 2;
  }
  switch (c) { // [switch `c`: case RED- case GREEN+ case BLUE+ default(enum default)]
  case RED:
    r++;
    break;
  case GREEN:
    r += 2;
    break;
  case BLUE:
    r += 3;
  }
  switch (d) { // [switch `d`: case 'x'+ case 255+ default-]
  case 'x':
    r++;
    break;
  case 255:
    r += 2;
  }
  switch (e) { // [switch `e`: case 4294967295u+ default+]
  case 4294967295u:
    r++;
    break;
  default:
    r += 2;
  }
  return r;
}
int main(void) {
  return f(0x100000000, 0, GREEN, 'x', 0) + f(1, 1, BLUE, 255, 4294967295u) - 15;
}
