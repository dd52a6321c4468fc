// A lambda that constant evaluation calls, and that runs, too.
constexpr auto larger = [](auto a, auto b) { return a > b ? a : b; }; // [?: `a > b`: true+ false-]
static_assert(larger(1, 2) == 2 && larger(3L, 2L) == 3, "");
int main() {
  volatile int a = 4;
  return larger(int(a), 3) - 4;
}
