// Labels that are constant expressions, with calls and conditions of their own.
constexpr int twice(int a) { return a > 0 ? a + a : 0; }
static int f(int a) {
  switch (a) { // [switch `a`: case twice(2)+ case sizeof(int) == 4 ? 7 : 8+ default-]
  case twice(2):
    return 1;
  case sizeof(int) == 4 ? 7 : 8:
    return 2;
  }
  return 3;
}
int main() { return f(4) + f(7) - 3; }
