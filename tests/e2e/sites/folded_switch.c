// A switch over a constant.
static int f(void) {
  switch (sizeof(short)) { // [switch `sizeof(short)`: case 2(folded) case 4(folded) default(folded)]
  case 2:
    return 1;
  case 4:
    return 2;
  default:
    return 3;
  }
}
int main(void) { return f() - 1; }
