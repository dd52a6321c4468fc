// thread_local variables: the wrapper and the guard are the compiler's.
static int seed() { return 1; }
static thread_local int value = seed() ? 4 : 5; // [?: `seed()`: true+ false-]
static int f(int a) {
  static thread_local int first = a ? 2 : 3; // [?: `a`: true+ false-]
  return first + value;
}
int main() { return f(1) + f(0) - 12; }
