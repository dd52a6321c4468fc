// A mutable lambda with state, called in a condition.
int main() {
  auto next = [n = 0]() mutable { return n++ < 2; };
  int r = 0;
  while (next()) // [while `next()`: true+ false+]
    ++r;
  return r == 2 ? 0 : 1; // [?: `r == 2`: true+ false-]
}
