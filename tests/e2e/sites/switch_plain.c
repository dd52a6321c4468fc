// Labels: with break, fall-through, explicit and implicit default, return.
static int f(int a) {
  int r = 0;
  switch (a) { // [switch `a`: case 1+ case 2+ case 3- default+]
  case 1:
    r = 1;
    break;
  case 2:
    r = 2;
  case 3:
    r += 3;
    break;
  default:
    r = 9;
  }
  switch (a + 1) { // [switch `a + 1`: case 3+ case 4- default+]
  case 3:
    return r;
  case 4:
    break;
  }
  switch (r) { // [switch `r`: case 50- default+]
  default:
    r++;
  case 50:
    r++;
  }
  return r;
}
int main(void) { return f(1) + f(2) + f(7) - 19; }
