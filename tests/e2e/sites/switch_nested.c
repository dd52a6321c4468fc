// A switch in a switch, in a loop, with continue; break leaves the inner one.
static int f(int a, int b) {
  int r = 0;
  for (int i = 0; i < 3; i++) { // [for `i < 3`: true+ false+]
    switch (a) { // [switch `a`: case 0+ case 1+ default-]
    case 0:
      switch (b) { // [switch `b`: case 0+ case 1+ default-]
      case 0:
        r++;
        break;
      case 1:
        continue;
      }
      r += 10;
      break;
    case 1:
      r += 100;
    }
  }
  return r;
}
int main(void) { return f(0, 0) + f(0, 1) + f(1, 0) - 333; }
