// switch with an initialiser.
static int f(int a) {
  switch (int b = a & 3; b) { // [switch `b`: case 0+ case 1+ default-]
  case 0:
    return 1;
  case 1:
    return b ? 2 : 3; // [?: `b`: true+ false-]
  }
  return 4;
}
int main() { return f(4) + f(1) - 3; }
