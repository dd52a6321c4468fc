// Lambdas that capture this, in a member's default initialiser and in a method.
struct Counter {
  int n;
  int twice = [this] { return n > 1 ? n * 2 : 0; }(); // [?: `n > 1`: true+ false-]
  int f(int a) {
    return [this, a] { return n == a ? 1 : 2; }(); // [?: `n == a`: true+ false-]
  }
};
int main() {
  Counter c{2};
  return c.twice + c.f(2) - 5;
}
