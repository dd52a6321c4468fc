// A function whose body is a try block.
static int f(int a) try {
  if (a) // [if `a`: true+ false+]
    throw a;
  return 1;
} catch (int e) {
  if (e > 1) // [if `e > 1`: true+ false-]
    return 2;
  return 3;
}
int main() { return f(0) + f(2) - 3; }
