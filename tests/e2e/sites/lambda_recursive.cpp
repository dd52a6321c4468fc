// A lambda that calls itself through its argument.
int main() {
  auto count = [](auto self, int n) -> int { return n > 0 ? 1 + self(self, n - 1) : 0; }; // [?: `n > 0`: true+ false+]
  return count(count, 3) - 3;
}
