// A lambda in a function template, instantiated with it.
template <class T> static T apply(T a) {
  auto f = [&](T b) { return b > a ? b : a; }; // [?: `b > a`: true+ false+]
  return f(3);
}
int main() { return apply(2) + apply(4L) - 7; }
