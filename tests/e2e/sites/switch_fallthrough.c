// A label that is only fallen into has not run: nobody jumped there.
static int f(int a) {
  int r = 0;
  switch (a) { // [switch `a`: case 0+ case 1- case 2- default-]
  case 0:
    r++;
    __attribute__((fallthrough));
  case 1:
    r++;
    __attribute__((fallthrough));
  case 2:
    r++;
    __attribute__((fallthrough));
  default:
    r++;
  }
  return r;
}
int main(void) { return f(0) - 4; }
