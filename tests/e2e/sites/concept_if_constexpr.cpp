// flags: -std=c++20
// A concept decides an if constexpr; a constrained auto declares a variable.
template <class T> concept Pointer = requires(T t) { *t; };
static int f(auto a) {
  if constexpr (Pointer<decltype(a)>)
    return a ? *a : -1; // [?: `a`: true+ false-]
  else
    return a > 3 ? a : 3; // [?: `a > 3`: true- false+]
}
int main() {
  int five = 5;
  return f(&five) + f(2) - 8;
}
