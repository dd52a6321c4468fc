// A recursion over a parameter pack that ends in an overload.
static int count() { return 0; }
template <class T, class... Rest> static int count(T first, Rest... rest) {
  return (first ? 1 : 0) + count(rest...); // [?: `first`: true+ false+]
}
int main() { return count(1, 0L, 'c', nullptr) - 2; }
