// Labels within a try block that belong to a switch around it.
static int f(int a) {
  int r = 0;
  switch (a) { // [switch `a`: case 1+ case 2+ default-]
  case 1:
    r = 1;
    try {
      if (r) // [if `r`: true+ false-]
        throw 5;
    } catch (int e) {
      r = e;
    }
    break;
  case 2:
    r = 2;
  }
  return r;
}
int main() { return f(1) + f(2) - 7; }
