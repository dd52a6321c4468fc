// A lambda that initialises a variable at namespace scope.
static int calls;
static int value = [](int a) {
  ++calls;
  if (a > 2) // [if `a > 2`: true+ false-]
    return 1;
  return 2;
}(3);
auto shared = [](int a) { return a ? 1 : 2; }; // [?: `a`: true- false+]
int main() { return value + calls + shared(0) - 4; }
