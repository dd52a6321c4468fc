// A declaration as a condition.
struct Token {
  int kind;
  explicit operator bool() const { return kind > 0; }
};
static int f(int a) {
  if (Token t{a - 1}) // [if `t`: true+ false+]
    return t.kind;
  if (int *p = a ? &a : nullptr) // [if `p`: true+ false+] [?: `a`: true+ false+]
    return *p - 1;
  return 0;
}
int main() { return f(3) + f(1) + f(0) - 2; }
