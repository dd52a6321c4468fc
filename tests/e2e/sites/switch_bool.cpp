// A switch over a bool; clang warns and goes on.
static int f(bool a) {
  switch (a) { // [switch `a`: case true+ case false- default-]
  case true:
    return 1;
  case false:
    return 2;
  }
  return 3;
}
int main() { return f(true) - 1; }
