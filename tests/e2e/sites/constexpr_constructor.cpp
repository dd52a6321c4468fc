// Conditions in a constexpr constructor, in its initialisers, and in a default member initialiser.
struct Clamped {
  int value, spare = value > 2 ? 1 : 2; // [?: `value > 2`: true- false+]
  constexpr Clamped(int v) : value(v > 3 ? 3 : v) { // [?: `v > 3`: true- false+]
    if (value < 0) // [if `value < 0`: true- false+]
      value = 0;
  }
};
static_assert(Clamped(7).value == 3 && Clamped(-7).value == 0 && Clamped(1).spare == 2, "");
int main() {
  volatile int one = 1;
  return Clamped(one).value + Clamped(one).spare - 3;
}
