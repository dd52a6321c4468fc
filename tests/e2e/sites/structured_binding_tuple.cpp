// A structured binding that calls get.
namespace std {
template <class T> struct tuple_size;
template <unsigned long I, class T> struct tuple_element;
} // namespace std
struct Two {
  int a;
  template <int I> int get() const {
    if (I == 0) // [if `I == 0`: true(folded) false(folded)]
      return a > 0 ? 1 : 2; // [?: `a > 0`: true- false+]
    return a ? 3 : 4; // [?: `a`: true- false+]
  }
};
template <> struct std::tuple_size<Two> {
  static const int value = 2;
};
template <unsigned long I> struct std::tuple_element<I, Two> {
  using type = int;
};
int main() {
  auto [a, b] = Two{0};
  return a == 2 && b == 4 ? 0 : 1; // [?: `a == 2`: true+ false-] [?: `b == 4`: true+ false-]
}
