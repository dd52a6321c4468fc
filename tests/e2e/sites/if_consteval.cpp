// flags: -std=c++2b
// if consteval: at run time the other branch is taken.
constexpr int f(int a) {
  if consteval {
    return a > 1 ? 10 : 20;
  } else {
    return a > 2 ? 30 : 40; // [?: `a > 2`: true+ false-]
  }
}
constexpr int g(int a) {
  if !consteval {
    return a ? 1 : 2; // [?: `a`: true+ false-]
  }
  return a > 5 ? 3 : 4; // [?: `a > 5`: true- false-]
}
static_assert(f(2) == 10 && f(1) == 20 && g(0) == 4 && g(6) == 3);
int main() {
  volatile int three = 3;
  return f(three) - 30 + g(three) - 1;
}
