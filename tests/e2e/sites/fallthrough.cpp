// [[fallthrough]], also before the default.
static int f(int a) {
  int r = 0;
  switch (a) { // [switch `a`: case 1+ case 2- case 3+ default-]
  case 1:
    r = 1;
    [[fallthrough]];
  case 2:
    r += 2;
    break;
  case 3:
    if (r) // [if `r`: true- false+]
      break;
    [[fallthrough]];
  default:
    r += 4;
  }
  return r;
}
int main() { return f(1) + f(3) - 7; }
