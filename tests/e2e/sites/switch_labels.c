// Several labels of one statement are an outcome each.
static int f(int a) {
  switch (a) { // [switch `a`: case 1- case 2+ case 3- case 4- case 5+ case 6- default+]
  case 1:
  case 2:
  case 3:
    return 1;
  case 4: case 5: default: case 6:
    return 2;
  }
}
int main(void) { return f(2) + f(5) + f(100) - 5; }
