// Conditions in the initialisers of captures belong to the function around the lambda.
static int f(int a) {
  auto g = [b = a > 2 ? a : 2, c = a && a != 9](int d) { return c ? b + d : d; }; // [?: `a > 2`: true+ false-] [&& `a`: true+ false-] [&& `a != 9`: true+ false-] [?: `c`: true+ false-]
  return g(1);
}
int main() { return f(3) - 4; }
