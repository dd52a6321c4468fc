// A declaration as the condition of a switch; a class that converts to an integer.
struct Number {
  int value;
  operator int() const { return value; }
};
static int f(int a) {
  switch (int b = a + 1) { // [switch `b`: case 2+ default+]
  case 2:
    return b;
  default:
    break;
  }
  switch (Number{a}) { // [switch `Number{a}`: case 3+ case 4- default-]
  case 3:
    return 3;
  case 4:
    return 4;
  }
  return 5;
}
int main() { return f(1) + f(3) - 5; }
