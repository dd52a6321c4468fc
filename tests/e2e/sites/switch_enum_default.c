// default of a switch over an enumeration that has all its values cannot run, normally.
enum colour { RED, GREEN };
static int f(enum colour c) {
  switch (c) { // [switch `c`: case RED+ case GREEN+ default(enum default)]
  case RED:
    return 1;
  case GREEN:
    return 2;
  default:
    return 3;
  }
}
static int g(enum colour c) {
  switch (c) { // [switch `c`: case RED- default+]
  case RED:
    return 1;
  default:
    return 2;
  }
}
int main(void) { return f(RED) + f(GREEN) + g(GREEN) - 5; }
