// A template as an argument of a template.
template <class T> struct One {
  static bool less(T a, T b) { return a < b; }
};
template <template <class> class Order, class T> static T least(T a, T b) {
  if (Order<T>::less(a, b)) // [if `Order<T>::less(a, b)`: true+ false+]
    return a;
  return b;
}
int main() { return least<One>(1, 2) + least<One>(2L, 1L) - 2; }
