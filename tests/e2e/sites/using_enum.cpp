// flags: -std=c++20
// using enum within a switch.
enum class Kind { A, B, C };
static int f(Kind k) {
  switch (k) { // [switch `k`: case A+ case B- case C+ default(enum default)]
    using enum Kind;
  case A:
    return 1;
  case B:
  case C:
    return 2;
  }
  return 3;
}
int main() { return f(Kind::A) + f(Kind::C) - 3; }
