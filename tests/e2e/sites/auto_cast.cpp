// flags: -std=c++2b
// since: 19
// auto(x), and a size literal.
static int f(const int &a) {
  if (auto(a) > 2) // [if `auto(a) > 2`: true+ false+]
    return 1;
  return sizeof(a) == 4zu ? 2 : 3; // [?: `sizeof(a) == 4zu`: true(folded) false(folded)]
}
int main() { return f(3) + f(1) - 3; }
